import type { ModelCard } from '#common/model/model-card';
import {
  compare,
  compareElsewhere,
  compareTest,
  formatComparison,
} from '../../../training/evaluation/card-check.ts';
import { measureProbabilities, measureRanking } from '../../../training/metrics/figures.ts';
import { poolGroups } from '../../../training/metrics/pool-groups.ts';
import { measureOperatingPoint, measureSplit } from '../../../training/metrics/split-metrics.ts';
import { filmsAt } from '../../support/scored-films.ts';

const films = [...filmsAt(0.2, 20, 4), ...filmsAt(0.6, 10, 5), ...filmsAt(0.8, 20, 15)];
const options = { resamples: 100, seed: 2 };

/** The parts of a card that are compared, as these films give them. */
function cardOf(changes: { readonly slope?: number } = {}): ModelCard {
  const { calibrationSlope, calibrationIntercept, ...rest } = measureProbabilities(films, options);
  const slope = { ...calibrationSlope, value: changes.slope ?? calibrationSlope.value };
  const point = (threshold: number) => ({
    threshold,
    test: measureOperatingPoint(films, threshold, options),
  });
  return {
    metrics: { test: measureSplit(films, options) },
    operatingPoints: { sensitive: point(0.3), specific: point(0.7) },
    calibration: { test: { slope, intercept: calibrationIntercept, ...rest, bins: 10 } },
  } as unknown as ModelCard;
}

describe('compare', () => {
  it.each([
    [0.88884, 0.8888, true],
    [0.8888, 0.8889, false],
  ])('compares %p with %p to the fourth decimal', (card, measured, agrees) => {
    expect(compare('auroc', card, measured).agrees).toBe(agrees);
  });

  it('marks what differs', () => {
    expect(formatComparison(compare('auroc', 0.5, 0.6))).toMatch(/0\.5000 .* 0\.6000 {2}DIFFERS$/);
    expect(formatComparison(compare('auroc', 0.5, 0.5))).not.toContain('DIFFERS');
  });
});

describe('compareTest', () => {
  it('agrees with a card of the same films', () => {
    expect(compareTest(cardOf(), films, options).filter(({ agrees }) => !agrees)).toEqual([]);
  });

  it('finds the one figure that differs', () => {
    const differing = compareTest(cardOf({ slope: 1.5 }), films, options).filter(({ agrees }) => !agrees);
    expect(differing.map(({ metric, card }) => [metric, card])).toEqual([['calibrationSlope value', 1.5]]);
  });
});

describe('compareElsewhere', () => {
  it('compares films and groups', () => {
    const elsewhere = {
      auroc: measureRanking(films, options).auroc,
      groupwiseAuroc: measureRanking(poolGroups(films, 'mean'), options).auroc,
    } as NonNullable<ModelCard['elsewhere']>;
    const comparisons = compareElsewhere(elsewhere, films, options);
    expect(comparisons).toHaveLength(6);
    expect(comparisons.every(({ agrees }) => agrees)).toBe(true);
    expect(
      compareElsewhere({ ...elsewhere, auroc: elsewhere.groupwiseAuroc }, films.slice(1), options),
    ).toContainEqual(expect.objectContaining({ agrees: false }));
  });
});
