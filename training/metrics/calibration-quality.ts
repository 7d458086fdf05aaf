import type { Calibration } from '#common/model/calibration';
import { fitLogisticLine } from '../regression/logistic-line.ts';
import type { Scored } from './ranking.ts';

/** Equal-width bins of the expected calibration error and of the reliability plot. */
export const reliabilityBinCount = 10;

/** Logits beyond this stand for probabilities that a float cannot tell from 0 or 1. */
const largestLogit = 30;

/** Films whose probabilities lie in one interval. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly films: number;
  readonly positives: number;
  readonly meanProbability: number;
}

/** The mean squared distance of probability and truth (Brier 1950): 0 is best. */
export function brierScore(films: readonly Scored[]): number {
  return mean(films.map(({ score, positive }) => (score - Number(positive)) ** 2));
}

/** The bins that hold films, in order; a probability of 1 is in the last. */
export function reliabilityBins(
  films: readonly Scored[],
  bins: number = reliabilityBinCount,
): readonly ReliabilityBin[] {
  const binOf = ({ score }: Scored): number => Math.min(bins - 1, Math.floor(score * bins));
  return Array.from({ length: bins }, (_, bin) => {
    const inside = films.filter((film) => binOf(film) === bin);
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      films: inside.length,
      positives: inside.filter(({ positive }) => positive).length,
      meanProbability: mean(inside.map(({ score }) => score)),
    };
  }).filter((bin) => bin.films > 0);
}

/**
 * The mean distance of probability and observed share over equal-width bins, weighted by their films (Naeini
 * et al. 2015). It is biased upwards: a perfect model on few films has one well above 0.
 */
export function expectedCalibrationError(
  films: readonly Scored[],
  bins: number = reliabilityBinCount,
): number {
  const gaps = reliabilityBins(films, bins).map((bin) =>
    Math.abs(bin.positives - bin.meanProbability * bin.films),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / films.length;
}

/**
 * The slope of the logistic recalibration of the films' truth on their logits (Cox 1958): 1 is best, below
 * it the probabilities are too extreme. NaN when a threshold separates the classes.
 */
export function calibrationSlope(films: readonly Scored[]): number {
  return recalibrate(films, { slope: true, intercept: true }).slope;
}

/**
 * Calibration in the large: the intercept of the recalibration whose slope is held at 1 (Van Calster et al.
 * 2019). 0 is best, below it the probabilities are too high on the whole.
 */
export function calibrationIntercept(films: readonly Scored[]): number {
  return recalibrate(films, { slope: false, intercept: true }).intercept;
}

function recalibrate(
  films: readonly Scored[],
  free: { readonly slope: boolean; readonly intercept: boolean },
): Calibration {
  return fitLogisticLine(
    films.map(({ score }) => logitOf(score)),
    films.map(({ positive }) => Number(positive)),
    { start: { slope: 1, intercept: 0 }, free },
  );
}

function logitOf(probability: number): number {
  const logit = Math.log(probability) - Math.log1p(-probability);
  return Math.max(-largestLogit, Math.min(largestLogit, logit));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
