import type { Calibration } from '#common/model/calibration';
import { fitLogisticLine } from './logistic-line.ts';

/**
 * Platt scaling (Platt 1999): the slope and intercept that minimise the log loss against targets drawn in
 * from 0 and 1 by one pseudo-count each.
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
  const { slope, intercept } = fitLogisticLine(logits, targets, {
    start: { slope: 0, intercept: Math.log((positives + 1) / (negatives + 1)) },
    free: { slope: true, intercept: true },
  });
  if (!(slope > 0)) throw new RangeError(`The logits rank the films the wrong way round (slope ${slope}).`);
  return { slope, intercept };
}
