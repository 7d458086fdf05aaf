import { sigmoid } from '#common/model/calibration';
import { minimize } from './lbfgs.ts';
import { addRow, dot, multiplyRow, type Matrix } from './matrix.ts';
import type { Linear } from './standardise.ts';

export interface LogisticRegressionOptions {
  /** Half of it times the squared weights is added to the mean loss; the bias is free. */
  readonly l2: number;
  /** How much a positive row counts against a negative one. */
  readonly positiveWeight: number;
}

const convergence = { gradientTolerance: 1e-6, maxIterations: 1000 } as const;

/** The weights that minimise the weighted mean log loss plus the L2 penalty; `start` only saves time. */
export function fitLogisticRegression(
  features: Matrix,
  labels: readonly boolean[],
  { l2, positiveWeight }: LogisticRegressionOptions,
  start: Linear = { weights: new Float64Array(features.columns), bias: 0 },
): Linear {
  const rowWeights = Float64Array.from(labels, (positive) => (positive ? positiveWeight : 1));
  const total = rowWeights.reduce((sum, weight) => sum + weight, 0);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    const { weights, bias } = toLinear(point);
    const weightGradient = gradient.subarray(0, features.columns);
    let loss = (l2 / 2) * dot(weights, weights);
    weightGradient.set(weights.map((weight) => l2 * weight));
    for (let row = 0; row < features.rows; row++) {
      const logit = multiplyRow(features, row, weights) + bias;
      const share = rowWeights[row]! / total;
      const residual = share * (sigmoid(logit) - Number(labels[row]));
      loss += share * softplus(labels[row] ? -logit : logit);
      addRow(features, row, residual, weightGradient);
      gradient[features.columns]! += residual;
    }
    return loss;
  };
  return toLinear(minimize(objective, Float64Array.of(...start.weights, start.bias), convergence));
}

function toLinear(point: Float64Array): Linear {
  return { weights: point.subarray(0, -1), bias: point.at(-1)! };
}

/** `log(1 + exp(x))` without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
