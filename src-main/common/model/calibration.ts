import type { ModelCard } from './model-card.ts';

export type Calibration = Pick<ModelCard['calibration'], 'slope' | 'intercept'>;

/** The logistic function, in (0, 1). */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Platt scaling in logit space: `slope * logit + intercept`. */
export function calibrateLogit(logit: number, { slope, intercept }: Calibration): number {
  return slope * logit + intercept;
}

/** The calibrated probability of a raw network logit, in [0, 1]. */
export function calibratedProbability(logit: number, calibration: Calibration): number {
  return sigmoid(calibrateLogit(logit, calibration));
}

/**
 * Calibrates every cell of a class activation map. The step is affine, so the mean of the calibrated cells
 * is the film's calibrated logit, as the mean of the raw cells is its raw one.
 */
export function calibrateMap(cells: Float32Array, calibration: Calibration): Float32Array {
  return cells.map((cell) => calibrateLogit(cell, calibration));
}
