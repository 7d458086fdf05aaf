import { expectedFlags, falseAlarmRate, rebaseProbability } from '../../../training/metrics/prevalence.ts';

describe('expectedFlags', () => {
  it('counts what a threshold flags of a hundred films', () => {
    // Ten fractured, nine found; ninety others, eighteen flagged.
    const flags = expectedFlags({ sensitivity: 0.9, specificity: 0.8 }, 0.1);
    expect(flags.flagged).toBeCloseTo(27, 12);
    expect(flags.fractured).toBeCloseTo(9, 12);
    expect(flags.missed).toBeCloseTo(1, 12);
  });
});

describe('rebaseProbability', () => {
  it('follows the odds', () => {
    // Odds 1 at prevalence 1/2 become odds 1 x (1/9) at prevalence 1/10.
    expect(rebaseProbability(0.5, 0.5, 0.1)).toBeCloseTo(0.1, 12);
    expect(rebaseProbability(0.8, 0.2, 0.05)).toBeCloseTo(
      (4 * (0.05 / 0.95) * 4) / (1 + 16 * (0.05 / 0.95)),
      12,
    );
  });

  it('changes nothing at the prevalence it comes from, nor certainty', () => {
    expect(rebaseProbability(0.3, 0.18, 0.18)).toBeCloseTo(0.3, 12);
    expect(rebaseProbability(0, 0.18, 0.05)).toBe(0);
    expect(rebaseProbability(1, 0.18, 0.05)).toBe(1);
  });

  it.each([0, 1, NaN, -0.1])('refuses a prevalence of %p', (prevalence) => {
    expect(() => rebaseProbability(0.5, 0.2, prevalence)).toThrow('lies between 0 and 1');
  });
});

describe('falseAlarmRate', () => {
  it('grows with the views of a study', () => {
    expect(falseAlarmRate(0.9, 1)).toBeCloseTo(0.1, 12);
    expect(falseAlarmRate(0.9, 3)).toBeCloseTo(0.271, 12);
  });
});
