import { measureProbabilities, measureRanking, measureThreshold } from '../../../training/metrics/figures.ts';
import { filmsAt } from '../../support/scored-films.ts';

const options = { resamples: 500, seed: 5 };
// Ten films at 0.2 of which three are fractured, ten at 0.8 of which six are.
const films = [...filmsAt(0.2, 10, 3), ...filmsAt(0.8, 10, 6)];

describe('measureRanking', () => {
  it('gives the area and its interval around it', () => {
    const { auroc } = measureRanking(films, options);
    // Of 9 x 11 pairs 6 x 7 are in order and 6 x 4 + 3 x 7 are tied.
    expect(auroc.value).toBeCloseTo((42 + 45 / 2) / 99, 12);
    expect(auroc.lower).toBeLessThan(auroc.value);
    expect(auroc.upper).toBeGreaterThan(auroc.value);
  });
});

describe('measureProbabilities', () => {
  it('gives intervals of slope and intercept although some draws define none', () => {
    const { calibrationSlope, brierScore } = measureProbabilities(
      filmsAt(0.2, 6, 1).concat(filmsAt(0.8, 6, 5)),
      {
        ...options,
        seed: 9,
      },
    );
    expect(brierScore.value).toBeCloseTo((2 * 0.64 + 10 * 0.04) / 12, 12);
    // From logits -ln 4 and ln 4 to ln(1/5) and ln 5.
    expect(calibrationSlope.value).toBeCloseTo(Math.log(5) / Math.log(4), 9);
    expect(Number.isFinite(calibrationSlope.lower) && Number.isFinite(calibrationSlope.upper)).toBe(true);
  });
});

describe('measureThreshold', () => {
  it('counts and divides', () => {
    const { confusion, figures } = measureThreshold(films, 0.5, options);
    expect(confusion).toEqual({
      truePositives: 6,
      falsePositives: 4,
      trueNegatives: 7,
      falseNegatives: 3,
    });
    expect(figures.sensitivity.value).toBeCloseTo(6 / 9, 12);
    expect(figures.specificity.value).toBeCloseTo(7 / 11, 12);
    expect(figures.macroRecall.value).toBeCloseTo((6 / 9 + 7 / 11) / 2, 12);
  });
});
