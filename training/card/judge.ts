import { calibratedProbability, type Calibration } from '#common/model/calibration';
import type { ModelCard } from '#common/model/model-card';
import { decideRelease } from '#common/model/release';
import { decideVerdict } from '#common/model/verdict';
import type { LabelledFilm } from '../dataset/labelled-film.ts';
import { describeIntervals, type BootstrapOptions, type GroupScored } from '../metrics/bootstrap.ts';
import { reliabilityBinCount } from '../metrics/calibration-quality.ts';
import { measureProbabilities } from '../metrics/figures.ts';
import { measureOperatingPoint, measureSplit } from '../metrics/split-metrics.ts';
import type { OperatingGoals } from '../metrics/operating-points.ts';
import { expectedFlags, falseAlarmRate } from '../metrics/prevalence.ts';
import { traitsOf } from '../metrics/film-traits.ts';
import { measureSubgroups, type TraitScored } from '../metrics/subgroups.ts';
import { fitPlatt } from '../regression/platt.ts';
import { chooseAttentionScale } from './attention-scale.ts';
import { chooseApart } from './choose-apart.ts';
import type { RecordedFilm } from './record-films.ts';

/** The parts of a model card that follow from what the network says of labelled films. */
export type Judgement = Pick<
  ModelCard,
  'calibration' | 'operatingPoints' | 'release' | 'attention' | 'metrics' | 'subgroups' | 'views' | 'regions'
>;

/** The films that a model is judged on; only `validation` decides anything. */
export interface JudgedSplits {
  readonly validation: readonly RecordedFilm<LabelledFilm>[];
  readonly test: readonly RecordedFilm<LabelledFilm>[];
}

export interface JudgingOptions extends BootstrapOptions {
  readonly goals: OperatingGoals;
}

/** At which the flags per 100 films are given. */
const prevalences = [0.05, 0.1, 0.2] as const;

const mostViews = 4;

/** Calibrates and sets thresholds on the validation films, then reports all splits. */
export function judge(splits: JudgedSplits, { goals, ...options }: JudgingOptions): Judgement {
  const { validation } = splits;
  const calibration = fitPlatt(
    validation.map(({ logit }) => logit),
    validation.map(({ film }) => film.fractured),
  );
  const judged = toProbabilities(validation, calibration);
  const test = toProbabilities(splits.test, calibration);
  const { reached, ...thresholds } = chooseApart(judged, goals);
  const operatingPoints = {
    sensitive: describePoint(thresholds.sensitive, 'sensitivity', reached.sensitivity),
    specific: describePoint(thresholds.specific, 'specificity', reached.specificity),
  };
  const metrics = {
    interval: describeIntervals(options),
    validation: measureSplit(judged, options),
    test: measureSplit(test, options),
  };
  return {
    calibration: {
      method: 'platt',
      ...calibration,
      fittedOn: 'validation split',
      test: measureCalibration(test, options),
    },
    operatingPoints,
    release: decideRelease({
      auroc: metrics.test.auroc,
      sensitivity: operatingPoints.sensitive.test.sensitivity,
    }),
    attention: scaleAttention(),
    metrics,
    subgroups: measureSubgroups(test, thresholds, options),
    views: describeViews(operatingPoints),
    regions: countRegions(splits.test.map(({ film }) => film)),
  };

  function describePoint(
    threshold: number,
    goal: string,
    least: number,
  ): ModelCard['operatingPoints']['sensitive'] {
    const measured = measureOperatingPoint(test, threshold, options);
    const rates = { sensitivity: measured.sensitivity.value, specificity: measured.specificity.value };
    return {
      threshold,
      chosenBy: `validation ${goal} at least ${least}`,
      validation: measureOperatingPoint(judged, threshold, options),
      test: measured,
      flagsPer100: prevalences.map((prevalence) => expectedFlags(rates, prevalence)),
    };
  }

  function scaleAttention(): ModelCard['attention'] {
    const labelled = (wanted: string) =>
      validation.filter((_, i) => decideVerdict(judged[i]!.score, operatingPoints).label === wanted);
    return chooseAttentionScale(labelled('notFlagged'), labelled('suspected'), calibration);
  }
}

/** A film that shows several parts counts for each. */
export function countRegions(
  films: readonly Pick<LabelledFilm, 'bodyParts' | 'fractured'>[],
): ModelCard['regions'] {
  const parts = [...new Set(films.flatMap(({ bodyParts }) => bodyParts))].sort();
  return Object.fromEntries(
    parts.map((part) => {
      const showing = films.filter(({ bodyParts }) => bodyParts.includes(part));
      const testFractured = showing.filter(({ fractured }) => fractured).length;
      return [part, { testImages: showing.length, testFractured }];
    }),
  );
}

function toProbabilities(
  films: readonly RecordedFilm<LabelledFilm>[],
  calibration: Calibration,
): readonly TraitScored[] {
  return films.map(({ logit, film }) => ({
    score: calibratedProbability(logit, calibration),
    positive: film.fractured,
    group: film.group,
    traits: traitsOf(film),
  }));
}

function measureCalibration(
  films: readonly GroupScored[],
  options: BootstrapOptions,
): ModelCard['calibration']['test'] {
  const { calibrationSlope, calibrationIntercept, brierScore, expectedCalibrationError } =
    measureProbabilities(films, options);
  return {
    slope: calibrationSlope,
    intercept: calibrationIntercept,
    brierScore,
    expectedCalibrationError,
    bins: reliabilityBinCount,
  };
}

function describeViews({ sensitive, specific }: ModelCard['operatingPoints']): ModelCard['views'] {
  const specificities = [sensitive.test.specificity.value, specific.test.specificity.value] as const;
  return {
    statement:
      'FracAtlas does not say which films belong to one study, so every figure is of single films. Of a study ' +
      'flagged when any of its views is, false alarms grow with the views; as views of one patient err together, ' +
      'the rates for independent views are the most that they can grow to.',
    falseAlarms: Array.from({ length: mostViews }, (_, i) => ({
      views: i + 1,
      sensitive: falseAlarmRate(specificities[0], i + 1),
      specific: falseAlarmRate(specificities[1], i + 1),
    })),
  };
}
