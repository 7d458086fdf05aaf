import {
  accuracy,
  confusion,
  f1,
  macro,
  precision,
  recall,
  type Confusion,
} from '../../../training/metrics/confusion.ts';

// 30 right and 10 missed of 40 positives, 50 right and 20 wrong of 70 negatives.
const counts: Confusion = { truePositives: 30, falsePositives: 20, trueNegatives: 50, falseNegatives: 10 };

describe('confusion', () => {
  it('counts a film at the threshold as flagged', () => {
    const films = [
      { score: 0.5, positive: true },
      { score: 0.5, positive: false },
      { score: 0.4, positive: true },
      { score: 0.1, positive: false },
    ];
    expect(confusion(films, 0.5)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      trueNegatives: 1,
      falseNegatives: 1,
    });
  });
});

describe('figures of a confusion', () => {
  it.each([
    ['accuracy', accuracy, 80 / 110],
    ['precision', precision, 30 / 50],
    ['recall', recall, 30 / 40],
    ['f1', f1, 2 / (50 / 30 + 40 / 30)],
  ])('%s is as its definition says', (_, metric, expected) => {
    expect(metric(counts)).toBeCloseTo(expected, 12);
  });

  it('macro averages both classes', () => {
    // Precision 30/50 and 50/60, recall 30/40 and 50/70.
    expect(macro(precision, counts)).toBeCloseTo((30 / 50 + 50 / 60) / 2, 12);
    expect(macro(recall, counts)).toBeCloseTo((30 / 40 + 50 / 70) / 2, 12);
  });

  it('precision is not a number when nothing is flagged', () => {
    expect(precision({ ...counts, truePositives: 0, falsePositives: 0 })).toBeNaN();
  });
});
