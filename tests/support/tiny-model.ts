import type { InputSpec } from '../../src-main/common/imaging/input-spec.ts';
import { readModelCard, type ModelCard } from '../../src-main/common/model/model-card.ts';
import { referenceInput } from '../../src-main/common/model/reference-input.ts';
import { modelCardFile, sha256 } from '../../src-main/node/inference/model-store.ts';
import { networkInterface } from '../../training/models/fracture-classifier.ts';
import { Graph, opset } from '../../training/onnx/graph.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A network whose answers can be worked out by hand: a map cell is the mean of its 32 x 32 input values
 * times `gain`, and the logit is the mean of the cells.
 */
export interface TinyModel {
  readonly gain: number;
  readonly rows: number;
  readonly columns: number;
}

const half = { value: 0.5, lower: 0.4, upper: 0.6 };
const counts = { images: 4, fractured: 2 };
const measured = { sensitivity: half, specificity: half };
const ranking = { auroc: half, averagePrecision: half, sensitivityAt90Specificity: half };

/** Writes such a model and a valid card into a folder; films are suspected from 0.8 and doubtful from 0.3. */
export async function writeTinyModel(
  directory: string,
  { gain, rows, columns }: TinyModel = { gain: 1, rows: 64, columns: 96 },
): Promise<ModelCard> {
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
  const onnx = encode({ gain, rows, columns });
  const card = readModelCard({ ...describe(input, gain), onnx: describeOnnx(onnx), input });
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, card.onnx.file), onnx);
  await writeFile(join(directory, modelCardFile), JSON.stringify(card));
  return card;
}

function encode({ gain, rows, columns }: TinyModel): Uint8Array {
  const graph = new Graph();
  const { inputs, outputs } = networkInterface;
  const pixels = graph.input(inputs.pixels, ['batch', 1, rows, columns]);
  const weight = graph.constant('weight', [1, 1, 32, 32], new Float32Array(1024).fill(gain / 1024));
  const shape = { kernel_shape: [32, 32], strides: [32, 32] };
  const map = graph.node('Conv', outputs.classActivationMap, [pixels, weight], shape);
  graph.node('Flatten', outputs.logit, [graph.node('GlobalAveragePool', 'pool', [map])]);
  graph.output(outputs.logit, ['batch', 1]);
  graph.output(map, ['batch', 1, rows / 32, columns / 32]);
  return graph.encode();
}

function describeOnnx(onnx: Uint8Array): ModelCard['onnx'] {
  return { file: 'tiny.onnx', sha256: sha256(onnx), opset, ...networkInterface };
}

function describe(input: InputSpec, gain: number): Omit<ModelCard, 'onnx' | 'input'> {
  const pixels = referenceInput(input);
  const logit = (gain * pixels.reduce((sum, value) => sum + value, 0)) / pixels.length;
  const point = (threshold: number) => ({
    threshold,
    chosenBy: 'hand',
    validation: measured,
    test: measured,
  });
  const zeros = '0'.repeat(64);
  return {
    schemaVersion: 1,
    name: 'tiny',
    version: '0.0.1',
    intendedUse: 'tests',
    limitations: ['knows nothing'],
    labels: ['fracture'],
    architecture: {
      backbone: 'none',
      widthMultiplier: 1,
      head: 'mean',
      pretrainedWeights: { name: 'none', sha256: zeros, licence: 'none' },
      trained: 'nothing',
    },
    calibration: { method: 'platt', slope: 2, intercept: -1, fittedOn: 'nothing' },
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
    },
    metrics: { interval: 'none', validation: ranking, test: ranking },
    regions: {
      HAND: { testImages: 100, testFractured: 40 },
      LEG: { testImages: 100, testFractured: 21 },
      HIP: { testImages: 30, testFractured: 3 },
    },
    reference: { pattern: 'sine-1', logit, mapMean: logit, tolerance: 1e-3 },
    provenance: { command: 'none', seed: 0, codeSha256: zeros, createdAt: 'never', trials: [] },
  };
}
