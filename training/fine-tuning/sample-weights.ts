import type { Loss, TrainingConfiguration } from './configuration.ts';

/**
 * How much each film of a batch counts, by the class that it has after cropping and the source of its stratum;
 * batches hold the strata one after another.
 */
export function sampleWeightsOf(
  targets: Float32Array,
  { strata, loss }: Pick<TrainingConfiguration, 'strata'> & { readonly loss: Weights },
): Float32Array {
  const { classWeights, sourceWeights } = loss;
  const bySource = strata.flatMap(({ source, count }) =>
    Array.from({ length: count }, () => sourceWeights[source] ?? 1),
  );
  return targets.map(
    (target, i) => bySource[i]! * (target > 0 ? classWeights.fractured : classWeights.notFractured),
  );
}

type Weights = Pick<Loss, 'classWeights' | 'sourceWeights'>;
