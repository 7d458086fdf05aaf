import type { ModelCard } from '#common/model/model-card';
import type { GroupScored, BootstrapOptions } from './bootstrap.ts';
import { measureRanking, measureThreshold } from './figures.ts';

export type SplitMetrics = ModelCard['metrics']['test'];
export type OperatingMetrics = ModelCard['operatingPoints']['sensitive']['test'];

export const resamples = 2000;

/** The metrics of a split that need no threshold, as the card has them; scores are calibrated probabilities. */
export function measureSplit(films: readonly GroupScored[], options: BootstrapOptions): SplitMetrics {
  return measureRanking(films, options);
}

/** What the card says of a threshold: films at or above it count as flagged. */
export function measureOperatingPoint(
  films: readonly GroupScored[],
  threshold: number,
  options: BootstrapOptions,
): OperatingMetrics {
  const { figures } = measureThreshold(films, threshold, options);
  const { sensitivity, specificity, accuracy, precision, f1 } = figures;
  return { sensitivity, specificity, accuracy, precision, f1 };
}
