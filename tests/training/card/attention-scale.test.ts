import { letterbox } from '../../../src-main/common/imaging/letterbox.ts';
import { chooseAttentionScale, type MappedFilm } from '../../../training/card/attention-scale.ts';

/** A film half as wide as its 2 x 4 map: the outer columns are bars. */
const film = (cells: readonly number[]): MappedFilm => ({
  letterbox: letterbox(64, 64, 64, 128),
  mapRows: 2,
  mapColumns: 4,
  mapCells: Float32Array.from(cells),
});
const cold = film([99, 0, 1, 99, 99, 2, 3, 99]);
const warm = film([99, 0, 1, 99, 99, 2, 4, 99]);
const hot = film([99, 7, 5, 99, 99, 6, 4, 99]);
const hotter = film([99, 0, 9, 99, 99, 6, 4, 99]);

describe('chooseAttentionScale', () => {
  it('reads the hottest calibrated cell of each film and not of the bars', () => {
    // Nine cold films and a warm one: the 90th percentile, rounded down, is the ninth, 3; calibrated 2 x - 1.
    const notFlagged = [warm, ...Array<MappedFilm>(9).fill(cold)];
    // The 75th percentile of 7, 9, 9 is, rounded down, the second.
    const suspected = [hotter, hot, hotter];
    expect(chooseAttentionScale(notFlagged, suspected, { slope: 2, intercept: -1 })).toMatchObject({
      transparentLogit: 5,
      opaqueLogit: 17,
    });
  });

  it('refuses suspected films that are no hotter than the others', () => {
    expect(() => chooseAttentionScale([hot], [cold], { slope: 1, intercept: 0 })).toThrow('no hotter');
    expect(() => chooseAttentionScale([], [hot], { slope: 1, intercept: 0 })).toThrow('No validation film');
  });
});
