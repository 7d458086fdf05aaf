import type { InputSpec } from '#common/imaging/input-spec';
import { runNetwork } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import type { ParameterVector } from '../graph/parameters.ts';
import { networkInterface } from '../models/fracture-classifier.ts';
import { encodeForward, type ForwardOptions } from './step-graph.ts';
import type { JudgedFilm } from './validate.ts';

/** The logits of the training graph for as many films as its batch holds. */
export async function trainedLogits(
  vector: ParameterVector,
  packed: Float32Array,
  options: ForwardOptions,
  films: readonly JudgedFilm[],
): Promise<readonly number[]> {
  const { batchSize, size } = options;
  const pixels = new Float32Array(batchSize * size * size);
  films.slice(0, batchSize).forEach((film, i) => pixels.set(film.pixels, i * size * size));
  const session = await openSession(encodeForward(vector, options), { provider: 'cpu' });
  const { logits } = await session.run({
    pixels: { values: pixels, dims: [batchSize, 1, size, size] },
    parameters: { values: Float32Array.from(packed), dims: [vector.size] },
  });
  await session.release();
  return [...logits!.values].slice(0, films.length);
}

/** The largest distance of an exported classifier's logits, one film at a time, from given ones. */
export async function largestDifference(
  { onnx, input }: { readonly onnx: Uint8Array; readonly input: InputSpec },
  films: readonly JudgedFilm[],
  logits: readonly number[],
): Promise<number> {
  const session = await openSession(onnx, { provider: 'cpu' });
  let largest = 0;
  for (const [i, film] of films.entries()) {
    const { logit } = await runNetwork(session, { onnx: networkInterface, input }, film.pixels);
    largest = Math.max(largest, Math.abs(logit - logits[i]!));
  }
  await session.release();
  return largest;
}
