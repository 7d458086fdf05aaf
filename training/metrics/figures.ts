import type { Estimate } from '#common/model/model-card';
import { estimateEach, type BootstrapOptions, type GroupScored } from './bootstrap.ts';
import {
  brierScore,
  calibrationIntercept,
  calibrationSlope,
  expectedCalibrationError,
} from './calibration-quality.ts';
import { accuracy, confusion, f1, macro, precision, recall, type Confusion } from './confusion.ts';
import { auroc, averagePrecision, sensitivityAtSpecificity, specificity } from './ranking.ts';

/** Figures of the order of the scores alone. */
export type RankingFigures = Readonly<
  Record<'auroc' | 'averagePrecision' | 'sensitivityAt90Specificity' | 'sensitivityAt95Specificity', Estimate>
>;

/** Figures of the scores as probabilities; `calibrationIntercept` is calibration in the large. */
export type ProbabilityFigures = Readonly<
  Record<'brierScore' | 'expectedCalibrationError' | 'calibrationSlope' | 'calibrationIntercept', Estimate>
>;

/** Figures of a threshold; those named macro are means over both classes. */
export interface ThresholdFigures {
  readonly threshold: number;
  readonly confusion: Confusion;
  readonly figures: Readonly<Record<ThresholdFigure, Estimate>>;
}

export type ThresholdFigure =
  | 'accuracy'
  | 'precision'
  | 'sensitivity'
  | 'specificity'
  | 'f1'
  | 'macroPrecision'
  | 'macroRecall'
  | 'macroF1';

/** @throws RangeError when a class is absent. */
export function measureRanking(films: readonly GroupScored[], options: BootstrapOptions): RankingFigures {
  return estimateEach(
    films,
    {
      auroc,
      averagePrecision,
      sensitivityAt90Specificity: (drawn) => sensitivityAtSpecificity(drawn, 0.9),
      sensitivityAt95Specificity: (drawn) => sensitivityAtSpecificity(drawn, 0.95),
    },
    options,
  );
}

/** Scores are probabilities. Slope and intercept are NaN where the films do not define them. */
export function measureProbabilities(
  films: readonly GroupScored[],
  options: BootstrapOptions,
): ProbabilityFigures {
  const metrics = {
    brierScore,
    expectedCalibrationError: (drawn: readonly GroupScored[]) => expectedCalibrationError(drawn),
    calibrationSlope,
    calibrationIntercept,
  };
  return estimateEach(films, metrics, options);
}

/** Films at or above the threshold count as flagged. */
export function measureThreshold(
  films: readonly GroupScored[],
  threshold: number,
  options: BootstrapOptions,
): ThresholdFigures {
  const counted =
    (metric: (counts: Confusion) => number) =>
    (drawn: readonly GroupScored[]): number =>
      metric(confusion(drawn, threshold));
  const metrics = {
    accuracy: counted(accuracy),
    precision: counted(precision),
    sensitivity: counted(recall),
    specificity: (drawn: readonly GroupScored[]) => specificity(drawn, threshold),
    f1: counted(f1),
    macroPrecision: counted((counts) => macro(precision, counts)),
    macroRecall: counted((counts) => macro(recall, counts)),
    macroF1: counted((counts) => macro(f1, counts)),
  };
  return {
    threshold,
    confusion: confusion(films, threshold),
    figures: estimateEach(films, metrics, options),
  };
}
