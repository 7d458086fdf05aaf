import { letterbox } from '../../../src-main/common/imaging/letterbox.ts';
import { chooseAttentionScale } from '../../../training/card/attention-scale.ts';
import type { ScoredFilm } from '../../../training/score-films.ts';
import { radiograph } from '../../support/radiographs.ts';

/** A film half as wide as its 2 x 4 map: the outer columns are bars. */
const film = (cells: readonly number[]): ScoredFilm => ({
  radiograph: radiograph('a'),
  letterbox: letterbox(64, 64, 64, 128),
  logit: 0,
  mapRows: 2,
  mapColumns: 4,
  mapCells: Float32Array.from(cells),
});
const cold = film([99, 0, 1, 99, 99, 2, 3, 99]);
const hot = film([99, 4, 5, 99, 99, 6, 7, 99]);

describe('chooseAttentionScale', () => {
  it('reads calibrated cells of the film and not of the bars', () => {
    // The 99th percentile of four cells, rounded down, is the third: 2 and 6; calibrated 2 x - 1.
    expect(chooseAttentionScale([cold], [hot], { slope: 2, intercept: -1 })).toMatchObject({
      transparentLogit: 3,
      opaqueLogit: 11,
    });
  });

  it('refuses suspected films that are no hotter than the others', () => {
    expect(() => chooseAttentionScale([hot], [cold], { slope: 1, intercept: 0 })).toThrow('no hotter');
    expect(() => chooseAttentionScale([], [hot], { slope: 1, intercept: 0 })).toThrow('No validation film');
  });
});
