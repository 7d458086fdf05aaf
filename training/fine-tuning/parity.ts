import type { InputSpec } from '#common/imaging/input-spec';
import { runNetwork } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import type { ParameterVector } from '../graph/parameters.ts';
import { networkInterface } from '../models/fracture-classifier.ts';
import { encodeForward, type ForwardOptions } from './step-graph.ts';
import type { JudgedFilm } from './validate.ts';

/** A classifier as it was trained and as it was exported. */
export interface ExportedParameters {
  readonly vector: ParameterVector;
  readonly packed: Float32Array;
  readonly onnx: Uint8Array;
  readonly input: InputSpec;
}

/** The largest distance between the logits of the training graph and of its export, over `batchSize` films. */
export async function measureParity(
  { vector, packed, onnx, input }: ExportedParameters,
  options: ForwardOptions,
  films: readonly JudgedFilm[],
): Promise<number> {
  const { batchSize, size } = options;
  const pixels = new Float32Array(batchSize * size * size);
  films.forEach((film, i) => pixels.set(film.pixels, i * size * size));
  const trained = await openSession(encodeForward(vector, options), { provider: 'cpu' });
  const { logits } = await trained.run({
    pixels: { values: pixels, dims: [batchSize, 1, size, size] },
    parameters: { values: Float32Array.from(packed), dims: [vector.size] },
  });
  await trained.release();
  const exported = await openSession(onnx, { provider: 'cpu' });
  let largest = 0;
  for (const [i, film] of films.entries()) {
    const { logit } = await runNetwork(exported, { onnx: networkInterface, input }, film.pixels);
    largest = Math.max(largest, Math.abs(logit - logits!.values[i]!));
  }
  await exported.release();
  return largest;
}
