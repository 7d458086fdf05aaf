import type { ModelCard } from '#common/model/model-card';
import { estimate, type GroupScored, type BootstrapOptions } from './bootstrap.ts';
import { auroc, averagePrecision, sensitivity, sensitivityAtSpecificity, specificity } from './ranking.ts';

export type SplitMetrics = ModelCard['metrics']['test'];
export type OperatingMetrics = ModelCard['operatingPoints']['sensitive']['test'];

export const resamples = 2000;

/** The metrics of a split that need no threshold; scores are calibrated probabilities. */
export function measureSplit(films: readonly GroupScored[], options: BootstrapOptions): SplitMetrics {
  return {
    auroc: estimate(films, auroc, options),
    averagePrecision: estimate(films, averagePrecision, options),
    sensitivityAt90Specificity: estimate(films, (drawn) => sensitivityAtSpecificity(drawn, 0.9), options),
  };
}

/** Sensitivity and specificity when films at or above a threshold count as positive. */
export function measureOperatingPoint(
  films: readonly GroupScored[],
  threshold: number,
  options: BootstrapOptions,
): OperatingMetrics {
  return {
    sensitivity: estimate(films, (drawn) => sensitivity(drawn, threshold), options),
    specificity: estimate(films, (drawn) => specificity(drawn, threshold), options),
  };
}
