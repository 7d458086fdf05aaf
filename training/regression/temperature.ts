import { fitLogisticLine } from './logistic-line.ts';

/**
 * Temperature scaling (Guo et al. 2017, On Calibration of Modern Neural Networks): the temperature by which
 * logits are divided for the least log loss. Above 1 the network was too sure of itself.
 *
 * @throws RangeError when no positive temperature is best: the logits then do not rank, or separate the classes.
 */
export function fitTemperature(logits: readonly number[], labels: readonly boolean[]): number {
  const { slope } = fitLogisticLine(logits, labels.map(Number), {
    start: { slope: 1, intercept: 0 },
    free: { slope: true, intercept: false },
  });
  if (!(slope > 0)) throw new RangeError(`No temperature fits these logits (slope ${slope}).`);
  return 1 / slope;
}
