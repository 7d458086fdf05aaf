import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { openSession, type OnnxSession } from '#node/inference/onnx-session';
import { readFile } from 'node:fs/promises';
import type { Radiograph } from '../dataset/fracatlas.ts';
import { encodeFeatureNetwork, levels, type Level } from '../models/fracture-classifier.ts';
import type { MobileNetV2Weights } from '../models/mobilenet-v2.ts';
import { flipColumns } from './flip-columns.ts';

/** What the frozen backbone is shown. */
export interface View {
  readonly input: InputSpec;
  /** Mirrored left to right, as the other hand would look. */
  readonly flipped: boolean;
}

/** Pooled features of one film: the channels of every level, one level after the other. */
export interface PooledFeatures {
  readonly channels: Readonly<Record<Level, number>>;
  readonly values: Float32Array;
}

/** Computes pooled features film by film, each as the product would decode and prepare it. */
export async function* extractFeatures(
  radiographs: Iterable<Radiograph>,
  weights: MobileNetV2Weights,
  view: View,
): AsyncGenerator<PooledFeatures> {
  const session = await openSession(encodeFeatureNetwork(weights, view.input), { provider: 'cpu' });
  try {
    for (const { path } of radiographs) yield await poolFeatures(session, await readInput(path, view), view);
  } finally {
    await session.release();
  }
}

/** The only road from a file of the data set to the network: the product's own decoding and preprocessing. */
export async function readInput(path: string, { input, flipped }: View): Promise<Float32Array> {
  const { pixels } = preprocess(await decodeFrame(await readFile(path), 0), input);
  return flipped ? flipColumns(pixels, input.columns) : pixels;
}

async function poolFeatures(
  session: OnnxSession,
  pixels: Float32Array,
  { input }: View,
): Promise<PooledFeatures> {
  const outputs = await session.run({ pixels: { values: pixels, dims: [1, 1, input.rows, input.columns] } });
  const parts = levels.map((level) => outputs[level]!.values);
  const channels = Object.fromEntries(levels.map((level, i) => [level, parts[i]!.length])) as Record<
    Level,
    number
  >;
  return { channels, values: Float32Array.from(parts.flatMap((part) => [...part])) };
}
