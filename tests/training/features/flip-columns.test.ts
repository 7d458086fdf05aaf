import { flipColumns } from '../../../training/features/flip-columns.ts';

describe('flipColumns', () => {
  it('mirrors each row and leaves the original', () => {
    const pixels = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(flipColumns(pixels, 3)).toEqual(Float32Array.of(3, 2, 1, 6, 5, 4));
    expect(pixels[0]).toBe(1);
  });
});
