import type { InputSpec } from '#common/imaging/input-spec';
import type { Letterbox } from '#common/imaging/letterbox';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { runNetwork, type NetworkOutput } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import { readFile } from 'node:fs/promises';
import type { Radiograph } from './dataset/fracatlas.ts';
import { networkInterface } from './models/fracture-classifier.ts';

/** What the exported network says of one film. */
export interface ScoredFilm extends NetworkOutput {
  readonly radiograph: Radiograph;
  readonly letterbox: Letterbox;
}

/** Runs an exported classifier over films one by one, as the product does: same road, batch of one. */
export async function scoreFilms(
  onnx: Uint8Array,
  input: InputSpec,
  radiographs: readonly Radiograph[],
): Promise<readonly ScoredFilm[]> {
  const session = await openSession(onnx, { provider: 'cpu' });
  const scored: ScoredFilm[] = [];
  for (const radiograph of radiographs) {
    const frame = await decodeFrame(await readFile(radiograph.path), 0);
    const { pixels, letterbox } = preprocess(frame, input);
    const output = await runNetwork(session, { onnx: networkInterface, input }, pixels);
    scored.push({ radiograph, letterbox, ...output });
  }
  await session.release();
  return scored;
}
