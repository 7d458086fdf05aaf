import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { loadModel, modelCardFile } from '../inference/model-store.ts';
import { manifestFile, signatureFile, writeManifest } from './model-manifest.ts';
import { signManifest } from './model-signature.ts';
import { inspectOnnx } from './onnx-contents.ts';

/**
 * A model's folder as a package.
 *
 * @param privateKey of Ed25519, in PEM; null leaves the package unsigned
 * @throws AppError of `loadModel`, `inspectOnnx` and `signManifest`
 */
export async function packModel(modelDirectory: string, privateKey: string | null): Promise<Uint8Array> {
  const { card, onnx } = await loadModel(modelDirectory);
  inspectOnnx(onnx);
  const cardBytes = new Uint8Array(await readFile(join(modelDirectory, modelCardFile)));
  const manifest = writeManifest(cardBytes, { file: card.onnx.file, bytes: onnx });
  return zipSync({
    [manifestFile]: manifest,
    ...(privateKey !== null && { [signatureFile]: new Uint8Array(signManifest(manifest, privateKey)) }),
    [modelCardFile]: cardBytes,
    // Weights hardly shrink.
    [card.onnx.file]: [new Uint8Array(onnx), { level: 0 }],
  });
}
