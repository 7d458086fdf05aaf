import { seededRandom } from '#common/sampling/seeded-random';
import { estimate } from '../../../training/metrics/bootstrap.ts';
import {
  asBefore,
  countBandChanges,
  measureDifferences,
  type PairedFilm,
} from '../../../training/metrics/paired.ts';
import { auroc } from '../../../training/metrics/ranking.ts';

const thresholds = {
  previous: { sensitive: 0.3, specific: 0.6 },
  current: { sensitive: 0.2, specific: 0.7 },
};
const options = { resamples: 500, seed: 11 };

const film = (positive: boolean, previous: number, score: number, group: string): PairedFilm => ({
  positive,
  previous,
  score,
  group,
});

/** Two models that see the same films through the same noise; the new one is `gain` better on fractured ones. */
function pairOfModels(gain: number): readonly PairedFilm[] {
  const random = seededRandom(2);
  return Array.from({ length: 200 }, (_, i) => {
    const positive = i % 4 === 0;
    const previous = 0.5 * random() + (positive ? 0.2 : 0);
    return film(positive, previous, previous + (positive ? gain : 0) + 0.01 * random(), String(i));
  });
}

describe('measureDifferences', () => {
  it('is each figure of the new model less that of the old one', () => {
    const films = [
      film(true, 0.1, 0.8, 'a'),
      film(true, 0.7, 0.6, 'b'),
      film(false, 0.4, 0.1, 'c'),
      film(false, 0.2, 0.1, 'd'),
    ];
    const differences = measureDifferences(films, thresholds, options);
    // Before 2 of 4 pairs were in order, now all are.
    expect(differences.auroc.value).toBe(0.5);
    expect(differences.sensitivityAtSensitive.value).toBe(0.5);
    expect(differences.specificityAtSensitive.value).toBe(0.5);
    // 0.7 reached 0.6 before; now 0.8 reaches 0.7, and 0.6 does not.
    expect(differences.sensitivityAtSpecific.value).toBe(0);
    expect(differences.specificityAtSpecific.value).toBe(0);
  });

  it('tells apart models of which each alone is far less certain', () => {
    const films = pairOfModels(0.05);
    const { auroc: difference } = measureDifferences(films, thresholds, options);
    expect(difference.lower).toBeGreaterThan(0);
    const alone = estimate(asBefore(films), auroc, options);
    expect(difference.upper - difference.lower).toBeLessThan((alone.upper - alone.lower) / 2);
  });

  it('tells no difference where there is none', () => {
    const { auroc: difference } = measureDifferences(pairOfModels(0), thresholds, options);
    expect(difference.lower).toBeLessThan(0);
    expect(difference.upper).toBeGreaterThan(0);
  });
});

describe('countBandChanges', () => {
  it('counts films by class and direction, each model at its own thresholds', () => {
    const films = [
      film(true, 0.25, 0.25, 'same score, lower threshold'),
      film(true, 0.65, 0.65, 'same score, higher threshold'),
      film(false, 0.9, 0.1, 'down'),
      film(false, 0.1, 0.15, 'unchanged'),
    ];
    expect(countBandChanges(films, thresholds)).toEqual({
      fractured: { up: 1, down: 1 },
      others: { up: 0, down: 1 },
    });
  });
});
