import { sigmoid, type Calibration } from '#common/model/calibration';

/**
 * Platt scaling (Platt 1999): the slope and intercept that minimise the log loss against targets drawn in
 * from 0 and 1 by one pseudo-count each, by Newton's method.
 *
 * @throws RangeError when a class is absent or the slope is not positive: the logits then do not rank.
 */
export function fitPlatt(logits: readonly number[], labels: readonly boolean[]): Calibration {
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError('Calibration needs films of both classes.');
  const targets = labels.map((positive) =>
    positive ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );
  let slope = 0;
  let intercept = Math.log((positives + 1) / (negatives + 1));
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = newtonStep(logits, targets, slope, intercept);
    slope -= step.slope;
    intercept -= step.intercept;
    if (Math.abs(step.slope) + Math.abs(step.intercept) < 1e-12) break;
  }
  if (!(slope > 0)) throw new RangeError(`The logits rank the films the wrong way round (slope ${slope}).`);
  return { slope, intercept };
}

function newtonStep(
  logits: readonly number[],
  targets: readonly number[],
  slope: number,
  intercept: number,
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
  const determinant = h00 * h11 - h01 * h01;
  return { slope: (h11 * g0 - h01 * g1) / determinant, intercept: (h00 * g1 - h01 * g0) / determinant };
}
