import { principalComponents } from './principal-components.ts';

/**
 * How far pooled features lie from those of the training films. Inside the directions in which these vary most
 * it is the Mahalanobis distance, outside them the Euclidean in the unit of the mean deviation there: the
 * distance of probabilistic principal components (Bishop 2006, 12.2), divided by the root of the number of
 * features, so that a training film has about 1. Squared, with `z = feature - mean`, it is
 * `residualWeight * |z|^2 + sum over components of componentWeight * (direction . z)^2`.
 */
export interface FeatureDistance {
  readonly mean: Float32Array;
  /** `mean.length * componentWeights.length`: a row a feature, a column a direction. */
  readonly directions: Float32Array;
  readonly componentWeights: Float32Array;
  readonly residualWeight: number;
}

/** Fewer find less of what is foreign, more follow the noise of a few thousand films. */
export const componentCount = 32;

/** How the card calls it. */
export const distanceMethod =
  `Mahalanobis distance of the pooled features in ${componentCount} principal components of those of training films, ` +
  'and beyond these the Euclidean in the unit of the mean deviation there';

/** Fits the distance to the pooled features of training films. @throws RangeError for too few. */
export function fitFeatureDistance(
  features: readonly Float32Array[],
  components: number = componentCount,
): FeatureDistance {
  const { mean, directions, variances, totalVariance } = principalComponents(features, components);
  const explained = variances.reduce((sum, variance) => sum + variance, 0);
  const residualVariance = (totalVariance - explained) / (mean.length - components);
  const matrix = new Float32Array(mean.length * components);
  directions.forEach((direction, component) =>
    direction.forEach((value, feature) => (matrix[feature * components + component] = value)),
  );
  return {
    mean: Float32Array.from(mean),
    directions: matrix,
    componentWeights: Float32Array.from(
      variances,
      (variance) => (1 / variance - 1 / residualVariance) / mean.length,
    ),
    residualWeight: 1 / (residualVariance * mean.length),
  };
}

/** The distance of one film's pooled features. */
export function measureDistance(distance: FeatureDistance, features: Float32Array): number {
  const { mean, directions, componentWeights, residualWeight } = distance;
  const components = componentWeights.length;
  const projected = new Float64Array(components);
  let squared = 0;
  for (let feature = 0; feature < mean.length; feature++) {
    const z = features[feature]! - mean[feature]!;
    squared += residualWeight * z * z;
    for (let component = 0; component < components; component++)
      projected[component]! += z * directions[feature * components + component]!;
  }
  projected.forEach((value, component) => (squared += componentWeights[component]! * value * value));
  return Math.sqrt(Math.max(0, squared));
}
