import { sigmoid } from '../../../src-main/common/model/calibration.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { fitPlatt } from '../../../training/regression/platt.ts';

describe('fitPlatt', () => {
  it('recovers the slope and intercept that labelled the logits', () => {
    const random = seededRandom(3);
    const logits = Array.from({ length: 20_000 }, () => 8 * random() - 4);
    const labels = logits.map((logit) => random() < sigmoid(0.6 * logit - 1.2));
    const { slope, intercept } = fitPlatt(logits, labels);
    // Standard errors are below 0.02 here.
    expect(Math.abs(slope - 0.6)).toBeLessThan(0.05);
    expect(Math.abs(intercept + 1.2)).toBeLessThan(0.05);
  });

  it('stays finite on logits that separate the classes', () => {
    const { slope, intercept } = fitPlatt([-2, -1, 1, 2], [false, false, true, true]);
    // Targets 1/4 and 3/4 by Platt's pseudo-counts: an even function, so the intercept is 0.
    expect(intercept).toBeCloseTo(0, 9);
    expect(slope).toBeGreaterThan(0);
    expect(slope).toBeLessThan(2);
  });

  it('refuses logits that rank the wrong way round', () => {
    expect(() => fitPlatt([2, 1, -1, -2], [false, false, true, true])).toThrow('wrong way round');
  });
});
