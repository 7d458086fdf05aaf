import type { InputSpec } from '../../src-main/common/imaging/input-spec.ts';
import { readModelCard, type ModelCard } from '../../src-main/common/model/model-card.ts';
import type { Release } from '../../src-main/common/model/release.ts';
import { referenceInput } from '../../src-main/common/model/reference-input.ts';
import { modelCardFile, sha256 } from '../../src-main/node/inference/model-store.ts';
import { gatedInterface } from '../../training/scope/distance-graph.ts';
import { Graph, opset } from '../../training/onnx/graph.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A network whose answers can be worked out by hand: a map cell is the mean of its 32 x 32 input values
 * times `gain`, the logit is the mean of the cells, and the feature distance is the size of the logit.
 */
export interface TinyModel {
  readonly gain: number;
  readonly rows: number;
  readonly columns: number;
  /** As the card gives it, with figures that allow no more; `threeWay` when left out. */
  readonly release?: Release;
  /** Of the feature distance; when left out no film is beyond it. */
  readonly distanceThreshold?: number;
}

const good = { value: 0.95, lower: 0.9, upper: 1 };
const poor = { value: 0.8, lower: 0.7, upper: 0.9 };
const counts = { images: 4, fractured: 2 };

/** Writes such a model and a valid card into a folder; films are suspected from 0.8 and doubtful from 0.3. */
export async function writeTinyModel(
  directory: string,
  model: TinyModel = { gain: 1, rows: 64, columns: 96 },
): Promise<ModelCard> {
  const { rows, columns } = model;
  const input: InputSpec = {
    preprocessing: 1,
    rows,
    columns,
    resample: 'area',
    fit: 'letterbox',
    lowerPercentile: 0.01,
    upperPercentile: 0.99,
    padValue: 0,
    mean: 0.5,
    std: 0.5,
  };
  const onnx = encode(model);
  const card = readModelCard({ ...describe(input, model), onnx: describeOnnx(onnx), input });
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, card.onnx.file), onnx);
  await writeFile(join(directory, modelCardFile), JSON.stringify(card));
  return card;
}

function encode({ gain, rows, columns }: TinyModel): Uint8Array {
  const graph = new Graph();
  const { inputs, outputs } = gatedInterface;
  const pixels = graph.input(inputs.pixels, ['batch', 1, rows, columns]);
  const weight = graph.constant('weight', [1, 1, 32, 32], new Float32Array(1024).fill(gain / 1024));
  const shape = { kernel_shape: [32, 32], strides: [32, 32] };
  const map = graph.node('Conv', outputs.classActivationMap, [pixels, weight], shape);
  graph.node('Flatten', outputs.logit, [graph.node('GlobalAveragePool', 'pool', [map])]);
  graph.node('Abs', outputs.featureDistance, [outputs.logit]);
  graph.output(outputs.logit, ['batch', 1]);
  graph.output(outputs.featureDistance, ['batch', 1]);
  graph.output(map, ['batch', 1, rows / 32, columns / 32]);
  return graph.encode();
}

function describeOnnx(onnx: Uint8Array): ModelCard['onnx'] {
  const file = { file: 'tiny.onnx', sha256: sha256(onnx), opset, ...gatedInterface };
  return { ...file, precision: 'float32', precisionTrials: [] };
}

function describe(
  input: InputSpec,
  { gain, release = 'threeWay', distanceThreshold = 1e6 }: TinyModel,
): Omit<ModelCard, 'onnx' | 'input'> {
  const figure = release === 'threeWay' ? good : poor;
  const measured = {
    sensitivity: figure,
    specificity: figure,
    accuracy: figure,
    precision: figure,
    f1: figure,
  };
  const ranking = {
    auroc: figure,
    averagePrecision: figure,
    sensitivityAt90Specificity: figure,
    sensitivityAt95Specificity: figure,
  };
  const pixels = referenceInput(input);
  const logit = (gain * pixels.reduce((sum, value) => sum + value, 0)) / pixels.length;
  const point = (threshold: number) => ({
    threshold,
    chosenBy: 'hand',
    validation: measured,
    test: measured,
    flagsPer100: [],
  });
  const zeros = '0'.repeat(64);
  return {
    schemaVersion: 2,
    name: 'tiny',
    version: '0.0.1',
    intendedUse: 'tests',
    limitations: ['knows nothing'],
    release: { verdict: release, reason: 'Its figures were made up so.' },
    parent: null,
    labels: ['fracture'],
    architecture: {
      backbone: 'none',
      widthMultiplier: 1,
      head: 'mean',
      pretrainedWeights: { name: 'none', sha256: zeros, licence: 'none' },
      trained: 'nothing',
    },
    calibration: {
      method: 'platt',
      slope: 2,
      intercept: -1,
      fittedOn: 'nothing',
      test: {
        slope: { value: 1, lower: 0.5, upper: 1.5 },
        intercept: { value: 0, lower: -1, upper: 1 },
        brierScore: poor,
        expectedCalibrationError: poor,
        bins: 10,
      },
    },
    operatingPoints: { sensitive: point(0.3), specific: point(0.8) },
    attention: { transparentLogit: -1, opaqueLogit: 3, chosenBy: 'hand' },
    data: {
      name: 'none',
      citation: 'none',
      doi: 'none',
      licence: 'none',
      manifestSha256: zeros,
      train: counts,
      validation: counts,
      test: counts,
      knownLeakage: 'none',
      alsoTrainedOn: [],
    },
    metrics: { interval: 'none', validation: ranking, test: ranking },
    subgroups: [],
    elsewhere: {
      name: 'none',
      ...counts,
      groups: 2,
      interval: 'none',
      auroc: figure,
      groupwiseAuroc: figure,
      knownLeakage: 'none',
    },
    views: { statement: 'none', falseAlarms: [] },
    sameFilm: { measured: false, reason: 'made up' },
    scopeDistance: {
      method: 'size of the logit',
      fittedOn: 'nothing',
      threshold: distanceThreshold,
      chosenBy: 'hand',
      validation: { images: 4, flagged: 0 },
      test: { images: 4, flagged: 0 },
      foreign: [],
    },
    regions: {
      HAND: { testImages: 100, testFractured: 40 },
      LEG: { testImages: 100, testFractured: 21 },
      HIP: { testImages: 30, testFractured: 3 },
    },
    reference: {
      pattern: 'sine-1',
      logit,
      mapMean: logit,
      featureDistance: Math.abs(logit),
      tolerance: 1e-3,
    },
    provenance: { command: 'none', seed: 0, codeSha256: zeros, createdAt: 'never', trials: [] },
  };
}
