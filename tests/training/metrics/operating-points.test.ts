import { chooseThresholds } from '../../../training/metrics/operating-points.ts';
import { sensitivity, specificity, type Scored } from '../../../training/metrics/ranking.ts';

// Positives 0.15, 0.25 ... 1.05 and negatives 0.0, 0.1 ... 0.9, all divided by 2.
const films: readonly Scored[] = Array.from({ length: 10 }, (_, i) => [
  { score: (0.15 + 0.1 * i) / 2, positive: true },
  { score: (0.1 * i) / 2, positive: false },
]).flat();

describe('chooseThresholds', () => {
  it('puts each threshold half way between the films that decide it', () => {
    const { sensitive, specific } = chooseThresholds(films, { sensitivity: 0.9, specificity: 0.9 });
    // Nine of ten positives are kept from 0.125 up; the negative below is 0.1.
    expect(sensitive).toBeCloseTo((0.1 + 0.125) / 2, 12);
    // Nine of ten negatives lie at or below 0.4; the next film is the positive 0.425.
    expect(specific).toBeCloseTo((0.4 + 0.425) / 2, 12);
    expect(sensitivity(films, sensitive)).toBe(0.9);
    expect(specificity(films, specific)).toBe(0.9);
  });

  it('refuses goals whose thresholds would cross', () => {
    expect(() => chooseThresholds(films, { sensitivity: 0.1, specificity: 0.1 })).toThrow('not below');
  });
});
