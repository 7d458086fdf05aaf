import { sigmoid } from '#common/model/calibration';
import type { Estimate } from '#common/model/model-card';
import { estimate, estimateEach, groupFilms, type BootstrapOptions } from '../metrics/bootstrap.ts';
import {
  expectedCalibrationError,
  reliabilityBins,
  type ReliabilityBin,
} from '../metrics/calibration-quality.ts';
import {
  measureProbabilities,
  measureRanking,
  measureThreshold,
  type ProbabilityFigures,
  type RankingFigures,
  type ThresholdFigures,
} from '../metrics/figures.ts';
import type { Thresholds } from '../metrics/operating-points.ts';
import { poolGroups, type GroupPooling } from '../metrics/pool-groups.ts';
import { expectedFlags, falseAlarmRate, type ExpectedFlags } from '../metrics/prevalence.ts';
import { measureSubgroups, type Subgroup } from '../metrics/subgroups.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import type { JudgedFilm } from './judged-film.ts';

/** The shares of fractured films for which flags are counted out. */
export const prevalences = [0.05, 0.1, 0.2] as const;

/** The numbers of views for which false alarms are counted out. */
export const viewCounts = [1, 2, 3, 4] as const;

/** Half of the scale, where a network that has no operating points decides. */
const evenThreshold = 0.5;

/** A class with fewer groups than this leaves its figures to a handful of cases. */
const fewestGroups = 10;

/** All that is measured on a set of films; a figure that they do not define is NaN, which JSON writes as null. */
export interface SetEvaluation extends Omit<EvaluationSet, 'films' | 'pooling'> {
  readonly films: number;
  readonly fractured: number;
  readonly groupCount: number;
  readonly interval: string;
  readonly ranking: RankingFigures;
  /** One film for each group; null where a group is neither a study nor copies of one film. */
  readonly pooled: PooledEvaluation | null;
  readonly probabilities: ProbabilityEvaluation;
  readonly points: readonly PointEvaluation[];
  readonly subgroups: readonly Subgroup[];
  readonly attention: AttentionEvaluation | null;
}

export interface PooledEvaluation {
  readonly pooling: GroupPooling;
  readonly films: number;
  readonly fractured: number;
  readonly ranking: RankingFigures;
}

export interface ProbabilityEvaluation {
  /** Of the probabilities that the figures are made of: calibrated where the network has a card. */
  readonly figures: ProbabilityFigures;
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error of the sigmoid of the raw logit. */
  readonly uncalibratedError: Estimate;
  /** The same after temperature scaling, and the temperature; null when none was fitted. */
  readonly scaled: { readonly temperature: number; readonly error: Estimate } | null;
}

export interface PointEvaluation extends ThresholdFigures {
  readonly name: string;
  /** At the same threshold, one film for each group. */
  readonly pooled: ThresholdFigures | null;
  readonly flags: readonly ExpectedFlags[];
  /** The chance of a flag on sound bone by the number of views, if they err independently. */
  readonly falseAlarms: readonly { readonly views: number; readonly rate: number }[];
}

export interface AttentionEvaluation {
  readonly films: number;
  readonly figures: Readonly<Record<'hit' | 'hitByChance' | 'energyInBoxes' | 'boxShare', Estimate>>;
}

export interface EvaluationOptions extends BootstrapOptions {
  /** Null for a network without operating points. */
  readonly thresholds: Thresholds | null;
  /** Fitted elsewhere; null when there was nothing to fit it on. */
  readonly temperature: number | null;
}

/** Measures judged films of a set. @throws RangeError when a class is absent. */
export function evaluateSet(
  set: EvaluationSet,
  films: readonly JudgedFilm[],
  options: EvaluationOptions,
): SetEvaluation {
  const { thresholds } = options;
  const pooled = set.pooling === null ? null : poolGroups(films, set.pooling);
  const points = Object.entries({ ...thresholds, 'one half': evenThreshold });
  return {
    name: set.name,
    groups: set.groups,
    statements: [...set.statements, ...describeThinness(set.groups, films)],
    films: films.length,
    fractured: countFractured(films),
    groupCount: groupFilms(films).length,
    interval: `95 % percentile bootstrap, ${options.resamples} resamples of whole ${set.groups}, seed ${options.seed}`,
    ranking: measureRanking(films, options),
    pooled: pooled && {
      pooling: set.pooling!,
      films: pooled.length,
      fractured: countFractured(pooled),
      ranking: measureRanking(pooled, options),
    },
    probabilities: evaluateProbabilities(films, options),
    points: points.map(([name, threshold]) => ({
      name,
      pooled: pooled && measureThreshold(pooled, threshold, options),
      ...evaluatePoint(films, threshold, options),
    })),
    subgroups: thresholds === null ? [] : measureSubgroups(films, thresholds, options),
    attention: evaluateAttention(films, options),
  };
}

/** Films are many copies of few radiographs in some sets, which their number hides. */
function describeThinness(groups: string, films: readonly JudgedFilm[]): readonly string[] {
  return [true, false].flatMap((positive) => {
    const count = groupFilms(films.filter((film) => film.positive === positive)).length;
    const kind = positive ? 'fractured' : 'unfractured';
    return count < fewestGroups
      ? [`Only ${count} ${groups} hold ${kind} films: little can be told from them.`]
      : [];
  });
}

function countFractured(films: readonly { readonly positive: boolean }[]): number {
  return films.filter(({ positive }) => positive).length;
}

function evaluateProbabilities(
  films: readonly JudgedFilm[],
  options: EvaluationOptions,
): ProbabilityEvaluation {
  const { temperature } = options;
  const errorAt = (divisor: number): Estimate =>
    estimate(
      films.map((film) => ({ ...film, score: sigmoid(film.logit / divisor) })),
      (drawn) => expectedCalibrationError(drawn),
      options,
    );
  return {
    figures: measureProbabilities(films, options),
    bins: reliabilityBins(films),
    uncalibratedError: errorAt(1),
    scaled: temperature === null ? null : { temperature, error: errorAt(temperature) },
  };
}

function evaluatePoint(
  films: readonly JudgedFilm[],
  threshold: number,
  options: EvaluationOptions,
): Omit<PointEvaluation, 'name' | 'pooled'> {
  const measured = measureThreshold(films, threshold, options);
  const { sensitivity, specificity } = measured.figures;
  const rates = { sensitivity: sensitivity.value, specificity: specificity.value };
  return {
    ...measured,
    flags: prevalences.map((prevalence) => expectedFlags(rates, prevalence)),
    falseAlarms: viewCounts.map((views) => ({ views, rate: falseAlarmRate(rates.specificity, views) })),
  };
}

function evaluateAttention(
  films: readonly JudgedFilm[],
  options: EvaluationOptions,
): AttentionEvaluation | null {
  const judged = films.flatMap((film) =>
    film.attention === null ? [] : [{ ...film, attention: film.attention }],
  );
  if (judged.length === 0) return null;
  const mean =
    (figure: keyof AttentionEvaluation['figures']) => (drawn: readonly (typeof judged)[number][]) =>
      drawn.reduce((sum, { attention }) => sum + Number(attention[figure]), 0) / drawn.length;
  const figures = {
    hit: mean('hit'),
    hitByChance: mean('hitByChance'),
    energyInBoxes: mean('energyInBoxes'),
    boxShare: mean('boxShare'),
  };
  return { films: judged.length, figures: estimateEach(judged, figures, options) };
}
