import * as v from 'valibot';
import { AppError } from '#common/errors';
import { modelCardFile, sha256 } from '../inference/model-store.ts';

/** What a package says of itself, and the signature of those very bytes. */
export const manifestFile = 'manifest.json';
export const signatureFile = 'manifest.sig';

const sum = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const networkFile = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-][\w.-]{0,100}\.onnx$/));

const manifestSchema = v.strictObject({
  format: v.literal('osteon-model'),
  version: v.literal(1),
  card: v.strictObject({ file: v.literal(modelCardFile), sha256: sum }),
  network: v.strictObject({ file: networkFile, sha256: sum }),
});

export type ModelManifest = v.InferOutput<typeof manifestSchema>;

/** @throws AppError `model-package-invalid` */
export function readManifest(bytes: Uint8Array): ModelManifest {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('model-package-invalid', 'The manifest of the package is no JSON.', { cause });
  }
  const parsed = v.safeParse(manifestSchema, json);
  if (parsed.success) return parsed.output;
  const place = v.getDotPath(parsed.issues[0]) ?? 'its beginning';
  throw new AppError('model-package-invalid', `The manifest of the package is wrong at ${place}.`);
}

/** The bytes of the manifest of a card and its network. */
export function writeManifest(card: Uint8Array, network: { file: string; bytes: Uint8Array }): Uint8Array {
  const manifest: ModelManifest = {
    format: 'osteon-model',
    version: 1,
    card: { file: modelCardFile, sha256: sha256(card) },
    network: { file: network.file, sha256: sha256(network.bytes) },
  };
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}
