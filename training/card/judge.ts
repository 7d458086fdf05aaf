import type { InputSpec } from '#common/imaging/input-spec';
import { calibratedProbability, type Calibration } from '#common/model/calibration';
import type { ModelCard } from '#common/model/model-card';
import { referenceInput } from '#common/model/reference-input';
import { decideVerdict } from '#common/model/verdict';
import { runNetwork } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import type { FracAtlas, Radiograph } from '../dataset/fracatlas.ts';
import type { Split } from '../dataset/split.ts';
import { describeIntervals, type GroupScored, type BootstrapOptions } from '../metrics/bootstrap.ts';
import { chooseThresholds, type OperatingGoals } from '../metrics/operating-points.ts';
import { measureOperatingPoint, measureSplit } from '../metrics/split-metrics.ts';
import { networkInterface } from '../models/fracture-classifier.ts';
import { fitPlatt } from '../regression/platt.ts';
import { scoreFilms, type ScoredFilm } from '../score-films.ts';
import { chooseAttentionScale } from './attention-scale.ts';

/** The parts of a model card that follow from running the exported network. */
export type Judgement = Pick<
  ModelCard,
  'calibration' | 'operatingPoints' | 'attention' | 'metrics' | 'regions' | 'reference'
>;

/** How far a provider's logit may lie from the CPU's; other kernels differ in the fourth digit. */
const referenceTolerance = 0.01;

/** Calibrates and sets thresholds on the validation split, then reports both splits; test decides nothing. */
export async function judge(
  onnx: Uint8Array,
  input: InputSpec,
  { radiographs }: FracAtlas,
  goals: OperatingGoals,
  options: BootstrapOptions,
): Promise<Judgement> {
  const score = (split: Split) =>
    scoreFilms(
      onnx,
      input,
      radiographs.filter((film) => film.split === split),
    );
  const validation = await score('validation');
  const calibration = fitPlatt(
    validation.map(({ logit }) => logit),
    validation.map(({ radiograph }) => radiograph.fractured),
  );
  const judged = toProbabilities(validation, calibration);
  const test = toProbabilities(await score('test'), calibration);
  const operatingPoints = chooseOperatingPoints(judged, test, goals, options);
  const labelled = (wanted: string): readonly ScoredFilm[] =>
    validation.filter((_, i) => decideVerdict(judged[i]!.score, operatingPoints).label === wanted);
  return {
    calibration: { method: 'platt', ...calibration, fittedOn: 'validation split' },
    operatingPoints,
    attention: chooseAttentionScale(labelled('notFlagged'), labelled('suspected'), calibration),
    metrics: {
      interval: describeIntervals(options),
      validation: measureSplit(judged, options),
      test: measureSplit(test, options),
    },
    regions: countRegions(radiographs.filter((film) => film.split === 'test')),
    reference: await measureReference(onnx, input),
  };
}

function toProbabilities(films: readonly ScoredFilm[], calibration: Calibration): readonly GroupScored[] {
  return films.map(({ logit, radiograph: { fractured, block } }) => ({
    score: calibratedProbability(logit, calibration),
    positive: fractured,
    group: String(block),
  }));
}

function chooseOperatingPoints(
  validation: readonly GroupScored[],
  test: readonly GroupScored[],
  goals: OperatingGoals,
  options: BootstrapOptions,
): ModelCard['operatingPoints'] {
  const thresholds = chooseThresholds(validation, goals);
  const describe = (threshold: number, chosenBy: string) => ({
    threshold,
    chosenBy,
    validation: measureOperatingPoint(validation, threshold, options),
    test: measureOperatingPoint(test, threshold, options),
  });
  return {
    sensitive: describe(thresholds.sensitive, `validation sensitivity at least ${goals.sensitivity}`),
    specific: describe(thresholds.specific, `validation specificity at least ${goals.specificity}`),
  };
}

/** A film that shows several parts counts for each. */
export function countRegions(films: readonly Radiograph[]): ModelCard['regions'] {
  const parts = [...new Set(films.flatMap(({ bodyParts }) => bodyParts))].sort();
  return Object.fromEntries(
    parts.map((part) => {
      const showing = films.filter(({ bodyParts }) => bodyParts.includes(part));
      const testFractured = showing.filter(({ fractured }) => fractured).length;
      return [part, { testImages: showing.length, testFractured }];
    }),
  );
}

async function measureReference(onnx: Uint8Array, input: InputSpec): Promise<ModelCard['reference']> {
  const session = await openSession(onnx, { provider: 'cpu' });
  const { logit, mapCells } = await runNetwork(
    session,
    { onnx: networkInterface, input },
    referenceInput(input),
  );
  await session.release();
  const mapMean = mapCells.reduce((sum, cell) => sum + cell, 0) / mapCells.length;
  return { pattern: 'sine-1', logit, mapMean, tolerance: referenceTolerance };
}
