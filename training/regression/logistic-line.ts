import { sigmoid, type Calibration } from '#common/model/calibration';

export interface LogisticLineOptions {
  /** Where to begin; a coefficient that is not free stays there. */
  readonly start: Calibration;
  readonly free: { readonly slope: boolean; readonly intercept: boolean };
}

const maxIterations = 100;
const tolerance = 1e-9;
const maxHalvings = 30;
/** Near the optimum the loss changes by less than its own rounding. */
const lossRounding = 1e-10;

/**
 * The line `slope * logit + intercept` with the least log loss against targets in [0, 1], by Newton's method
 * with the step halved while the loss grows. Both are NaN when the classes are separated by a threshold, for
 * which no finite line is best.
 */
export function fitLogisticLine(
  logits: readonly number[],
  targets: readonly number[],
  { start, free }: LogisticLineOptions,
): Calibration {
  let line = start;
  let loss = logLoss(logits, targets, line);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const step = newtonStep(logits, targets, line, free);
    let share = 1;
    let next = advance(line, step, share);
    let nextLoss = logLoss(logits, targets, next);
    for (let halving = 0; nextLoss > loss + lossRounding * (1 + loss) && halving < maxHalvings; halving++) {
      share /= 2;
      next = advance(line, step, share);
      nextLoss = logLoss(logits, targets, next);
    }
    [line, loss] = [next, nextLoss];
    if (Math.abs(step.slope) + Math.abs(step.intercept) < tolerance * (1 + Math.abs(line.slope))) return line;
  }
  return { slope: NaN, intercept: NaN };
}

function advance(line: Calibration, step: Calibration, share: number): Calibration {
  return { slope: line.slope - share * step.slope, intercept: line.intercept - share * step.intercept };
}

function newtonStep(
  logits: readonly number[],
  targets: readonly number[],
  { slope, intercept }: Calibration,
  free: LogisticLineOptions['free'],
): Calibration {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  logits.forEach((logit, i) => {
    const probability = sigmoid(slope * logit + intercept);
    const residual = probability - targets[i]!;
    const curvature = probability * (1 - probability);
    g0 += residual * logit;
    g1 += residual;
    h00 += curvature * logit * logit;
    h01 += curvature * logit;
    h11 += curvature;
  });
  if (!free.slope) return { slope: 0, intercept: g1 / h11 };
  if (!free.intercept) return { slope: g0 / h00, intercept: 0 };
  const determinant = h00 * h11 - h01 * h01;
  return { slope: (h11 * g0 - h01 * g1) / determinant, intercept: (h00 * g1 - h01 * g0) / determinant };
}

function logLoss(
  logits: readonly number[],
  targets: readonly number[],
  { slope, intercept }: Calibration,
): number {
  let loss = 0;
  logits.forEach((logit, i) => {
    const z = slope * logit + intercept;
    // log(1 + exp(z)) - target * z, without overflow.
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i]! * z;
  });
  return loss;
}
