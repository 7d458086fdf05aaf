import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { openSession } from '#node/inference/onnx-session';
import type { StoredModel } from '#node/inference/model-store';
import { readFile } from 'node:fs/promises';
import type { Radiograph } from '../../dataset/fracatlas.ts';
import { exposeInputOf } from '../../onnx/expose.ts';
import type { PooledFilm } from './out-of-fold.ts';

/** Computes the network's last features, those its map of logits is made of, averaged over the film. */
export async function* poolFeatures(
  { card, onnx }: StoredModel,
  radiographs: readonly Radiograph[],
  network: { readonly threads?: number },
): AsyncGenerator<PooledFilm> {
  const { rows, columns } = card.input;
  const exposed = exposeInputOf(onnx, card.onnx.outputs.classActivationMap);
  const session = await openSession(exposed.onnx, { provider: 'cpu', ...network });
  for (const radiograph of radiographs) {
    const { pixels } = preprocess(await decodeFrame(await readFile(radiograph.path), 0), card.input);
    const outputs = await session.run({
      [card.onnx.inputs.pixels]: { values: pixels, dims: [1, 1, rows, columns] },
    });
    const { values, dims } = outputs[exposed.name]!;
    yield { radiograph, features: averageMaps(values, dims[1]!) };
  }
  await session.release();
}

/** The mean of each channel of a `[1, channels, rows, columns]` tensor. */
function averageMaps(values: Float32Array, channels: number): Float32Array {
  const cells = values.length / channels;
  const means = new Float32Array(channels);
  for (let i = 0; i < values.length; i++) means[Math.floor(i / cells)]! += values[i]! / cells;
  return means;
}
