import { selectLevels, splitByLevel } from '../../../training/features/design.ts';

const channels = { stride32: 3, stride16: 2 };
const films = [
  { channels, values: Float32Array.of(1, 2, 3, 4, 5) },
  { channels, values: Float32Array.of(6, 7, 8, 9, 10) },
];

describe('selectLevels', () => {
  it('takes the channels of the chosen levels of every film', () => {
    expect(selectLevels(films, ['stride16'])).toEqual({
      rows: 2,
      columns: 2,
      values: Float64Array.of(4, 5, 9, 10),
    });
    expect(selectLevels(films, ['stride32', 'stride16']).values).toEqual(
      Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    );
  });
});

describe('splitByLevel', () => {
  it('is the way back for the weights of such a row', () => {
    const weights = Float64Array.of(1, 2, 3, 4, 5);
    expect(splitByLevel(weights, channels, ['stride32', 'stride16'])).toEqual({
      stride32: Float32Array.of(1, 2, 3),
      stride16: Float32Array.of(4, 5),
    });
    expect(splitByLevel(Float64Array.of(1, 2, 3), channels, ['stride32'])).toEqual({
      stride32: Float32Array.of(1, 2, 3),
    });
  });
});
