import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { runNetwork } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import { readFile } from 'node:fs/promises';
import { unpackParameters, type ParameterVector } from '../graph/parameters.ts';
import { auroc } from '../metrics/ranking.ts';
import {
  encodeFractureClassifier,
  networkInterface,
  type MapPooling,
} from '../models/fracture-classifier.ts';
import { headNames } from '../models/trainable-classifier.ts';

/** A film as the product's preprocessing gives it to the network. */
export interface JudgedFilm {
  readonly pixels: Float32Array;
  readonly fractured: boolean;
}

/** Reads films through the product's own decoder and preprocessing. */
export async function loadJudgedFilms(
  films: readonly { readonly path: string; readonly fractured: boolean }[],
  input: InputSpec,
): Promise<readonly JudgedFilm[]> {
  const judged: JudgedFilm[] = [];
  for (const { path, fractured } of films) {
    const frame = await decodeFrame(await readFile(path), 0);
    judged.push({ pixels: preprocess(frame, input).pixels, fractured });
  }
  return judged;
}

/** The classifier of packed parameters as the ONNX file that the product runs. */
export function exportParameters(
  vector: ParameterVector,
  packed: Float32Array,
  input: InputSpec,
  pooling: MapPooling,
): Uint8Array {
  const tensors = unpackParameters(vector, packed);
  const head = {
    weights: { stride32: tensors.get(headNames.weight)!.values },
    bias: tensors.get(headNames.bias)!.values[0]!,
  };
  return encodeFractureClassifier(tensors, head, input, pooling);
}

/** The area under the ROC curve of an exported classifier, one film at a time as in the product. */
export async function validate(
  onnx: Uint8Array,
  films: readonly JudgedFilm[],
  input: InputSpec,
): Promise<number> {
  const session = await openSession(onnx, { provider: 'cpu' });
  const scored: { readonly positive: boolean; readonly score: number }[] = [];
  for (const { pixels, fractured } of films) {
    const { logit } = await runNetwork(session, { onnx: networkInterface, input }, pixels);
    scored.push({ positive: fractured, score: logit });
  }
  await session.release();
  return auroc(scored);
}
