import type { Estimate, ModelCard } from '#common/model/model-card';
import type { GroupScored, BootstrapOptions } from '../metrics/bootstrap.ts';
import { measureProbabilities, measureRanking } from '../metrics/figures.ts';
import { poolGroups } from '../metrics/pool-groups.ts';
import { measureOperatingPoint, measureSplit } from '../metrics/split-metrics.ts';

/** A figure of the model card beside the same figure measured anew. */
export interface Comparison {
  readonly metric: string;
  readonly card: number;
  readonly measured: number;
  /** Whether both agree to the fourth decimal. */
  readonly agrees: boolean;
}

export function compare(metric: string, card: number, measured: number): Comparison {
  return { metric, card, measured, agrees: Math.abs(card - measured) < 0.5e-4 };
}

/** Every figure that the card gives for the test split, with the ends of its interval. */
export function compareTest(
  card: ModelCard,
  films: readonly GroupScored[],
  options: BootstrapOptions,
): readonly Comparison[] {
  const { sensitive, specific } = card.operatingPoints;
  return [
    ...compareEstimates('', card.metrics.test, measureSplit(films, options)),
    ...compareEstimates(
      'sensitive point: ',
      sensitive.test,
      measureOperatingPoint(films, sensitive.threshold, options),
    ),
    ...compareEstimates(
      'specific point: ',
      specific.test,
      measureOperatingPoint(films, specific.threshold, options),
    ),
    ...compareCalibration(card.calibration.test, films, options),
  ];
}

function compareCalibration(
  { slope, intercept, brierScore, expectedCalibrationError }: ModelCard['calibration']['test'],
  films: readonly GroupScored[],
  options: BootstrapOptions,
): readonly Comparison[] {
  const measured = measureProbabilities(films, options);
  return compareEstimates(
    '',
    { calibrationSlope: slope, calibrationIntercept: intercept, brierScore, expectedCalibrationError },
    measured,
  );
}

/** The figures of the second data set, whose films `openEvaluationSet` chooses as the card's do. */
export function compareElsewhere(
  { auroc, groupwiseAuroc }: NonNullable<ModelCard['elsewhere']>,
  films: readonly GroupScored[],
  options: BootstrapOptions,
): readonly Comparison[] {
  return compareEstimates(
    'elsewhere: ',
    { auroc, groupwiseAuroc },
    {
      auroc: measureRanking(films, options).auroc,
      groupwiseAuroc: measureRanking(poolGroups(films, 'mean'), options).auroc,
    },
  );
}

function compareEstimates<Metric extends string>(
  prefix: string,
  card: Readonly<Record<Metric, Estimate>>,
  measured: Readonly<Record<Metric, Estimate>>,
): readonly Comparison[] {
  return (Object.keys(card) as Metric[]).flatMap((metric) =>
    (['value', 'lower', 'upper'] as const).map((part) =>
      compare(`${prefix}${metric} ${part}`, card[metric][part], measured[metric][part]),
    ),
  );
}

/** One aligned line a comparison. */
export function formatComparison({ metric, card, measured, agrees }: Comparison): string {
  const figures = `card ${card.toFixed(4)}  measured ${measured.toFixed(4)}`;
  return `${metric.padEnd(44)} ${figures}${agrees ? '' : '  DIFFERS'}`;
}
