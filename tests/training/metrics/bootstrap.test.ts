import { estimate, estimateEach } from '../../../training/metrics/bootstrap.ts';
import type { Scored } from '../../../training/metrics/ranking.ts';

const share = (films: readonly Scored[]): number =>
  films.filter((film) => film.positive).length / films.length;
const options = { resamples: 2000, seed: 7 };
const filmsOf = (count: number, groupOf: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ score: i, positive: i % 2 === 0, group: String(groupOf(i)) }));

describe('estimate', () => {
  it('gives the binomial interval when every film is its own block', () => {
    const { value, lower, upper } = estimate(
      filmsOf(400, (i) => i),
      share,
      options,
    );
    // 1.96 standard errors of a half in 400 films: 1.96 sqrt(0.25 / 400) = 0.049.
    expect(value).toBe(0.5);
    expect(lower).toBeGreaterThan(0.5 - 0.049 - 0.006);
    expect(lower).toBeLessThan(0.5 - 0.049 + 0.006);
    expect(upper).toBeCloseTo(1 - lower, 1);
  });

  it('widens when related films are drawn together', () => {
    // Blocks of one class each: the same films, but only 20 independent draws.
    const related = filmsOf(400, (i) => (i % 2) * 10 + (Math.floor(i / 2) % 10));
    const alone = estimate(
      filmsOf(400, (i) => i),
      share,
      options,
    );
    const together = estimate(related, share, options);
    expect(together.upper - together.lower).toBeGreaterThan(3 * (alone.upper - alone.lower));
  });

  it('repeats itself for the same seed and not for another', () => {
    const films = filmsOf(60, (i) => i);
    expect(estimate(films, share, options)).toEqual(estimate(films, share, options));
    expect(estimate(films, share, { ...options, seed: 8 })).not.toEqual(estimate(films, share, options));
  });
});

describe('estimateEach', () => {
  const films = filmsOf(60, (i) => i % 12);
  const meanScore = (drawn: readonly Scored[]): number =>
    drawn.reduce((sum, { score }) => sum + score, 0) / drawn.length;

  it('gives each metric what it has alone', () => {
    expect(estimateEach(films, { share, meanScore }, options)).toEqual({
      share: estimate(films, share, options),
      meanScore: estimate(films, meanScore, options),
    });
  });

  it('leaves out the draws that do not define a metric', () => {
    // Group 0 is in a draw of twelve with probability 1 - (11/12)^12, about two in three.
    const whereGroupZeroIs = (drawn: readonly Scored[]): number =>
      drawn.some(({ score }) => score === 0) ? 1 : NaN;
    expect(estimate(films, whereGroupZeroIs, options)).toEqual({ value: 1, lower: 1, upper: 1 });
  });
});
