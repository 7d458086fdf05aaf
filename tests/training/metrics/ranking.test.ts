import {
  auroc,
  averagePrecision,
  sensitivity,
  sensitivityAtSpecificity,
  specificity,
  type Scored,
} from '../../../training/metrics/ranking.ts';

/** Scores of positives and of negatives. */
const films = (positives: readonly number[], negatives: readonly number[]): readonly Scored[] => [
  ...positives.map((score) => ({ score, positive: true })),
  ...negatives.map((score) => ({ score, positive: false })),
];

describe('auroc', () => {
  it('counts the pairs in the right order', () => {
    // Of 2 x 3 pairs: 4 beats 3, 2, 1 and 2.5 beats 2 and 1, so 5 of 6.
    expect(auroc(films([4, 2.5], [3, 2, 1]))).toBeCloseTo(5 / 6, 12);
  });

  it('counts a tie as half a pair', () => {
    // 2 against 2 is half, 2 against 1 is whole, 3 beats both: 3.5 of 4.
    expect(auroc(films([3, 2], [2, 1]))).toBeCloseTo(3.5 / 4, 12);
    expect(auroc(films([1, 1], [1, 1, 1]))).toBe(0.5);
  });

  it('refuses films of one class', () => {
    expect(() => auroc(films([1], []))).toThrow(RangeError);
  });
});

describe('averagePrecision', () => {
  it('is the mean precision at each positive', () => {
    // In order: + - + -, so precision 1/1 at the first and 2/3 at the second positive.
    expect(averagePrecision(films([4, 2], [3, 1]))).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it('takes ties together', () => {
    // Both positives share their score with one negative: precision 2/3 for both.
    expect(averagePrecision(films([2, 2], [2, 1]))).toBeCloseTo(2 / 3, 12);
  });
});

describe('sensitivityAtSpecificity', () => {
  const ten = Array.from({ length: 10 }, (_, i) => i);

  it('allows one wrong film of ten at 90 %', () => {
    // Negatives 0..9: a threshold just above 8 leaves only 9 wrong, and 8.5 and 20 of the positives are above it.
    expect(sensitivityAtSpecificity(films([8.5, 20, 7.5], ten), 0.9)).toBeCloseTo(2 / 3, 12);
  });

  it('does not split a tie to reach the goal', () => {
    expect(sensitivityAtSpecificity(films([9, 9], [9, 9, ...ten.slice(0, 8)]), 0.9)).toBe(0);
  });
});

describe('sensitivity and specificity', () => {
  it('count a film at the threshold as positive', () => {
    const some = films([1, 2, 3], [0, 2]);
    expect([sensitivity(some, 2), specificity(some, 2)]).toEqual([2 / 3, 1 / 2]);
  });

  it('need films of their own class only', () => {
    expect(sensitivity(films([1, 2], []), 2)).toBe(1 / 2);
    expect(() => specificity(films([1, 2], []), 2)).toThrow(RangeError);
  });
});
