import { readModelCard, type ModelCard } from '#common/model/model-card';
import type { ModelTrust } from '#common/contract/model-trial';
import { AppError } from '#common/errors';
import { modelCardFile, sha256 } from '../inference/model-store.ts';
import { FileBytes, type ByteSource } from '../media/byte-source.ts';
import { withOpenFile } from '../media/open-file.ts';
import { readMember } from '../media/read-member.ts';
import { isEncrypted, readZipDirectory, type ZipEntry } from '../media/zip-directory.ts';
import { manifestFile, readManifest, signatureFile } from './model-manifest.ts';
import { requireTrust, type Signer } from './model-signature.ts';
import { inspectOnnx } from './onnx-contents.ts';

/** A model as it was packed, with everything verified that can be without running it. */
export interface ModelPackage {
  readonly card: ModelCard;
  readonly signer: Signer;
  /** What is to lie in the model's folder, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 of the manifest, which names everything else. */
  readonly id: string;
}

/** In bytes: thirty times what ours weighs. */
const largestPackage = 2 ** 28;
const largestText = 2 ** 20;
const largestSignature = 1024;

/**
 * Reads a model package: a ZIP archive of a manifest, its signature, the card and the network, and nothing else. It
 * is read in memory and never unpacked, so that no name in it can lead anywhere.
 *
 * @throws AppError `model-package-invalid`, `model-package-untrusted`, `model-card-invalid`, `locked-by-policy`, and
 * what reading a file or an archive throws.
 */
export async function readModelPackage(path: string, trust: ModelTrust): Promise<ModelPackage> {
  return withOpenFile(path, async ({ handle, size }) => {
    if (size > largestPackage) throw invalid('is larger than any model');
    const bytes = new FileBytes(size);
    return bytes.while(handle, () => readMembers(bytes, trust));
  });
}

async function readMembers(bytes: ByteSource, trust: ModelTrust): Promise<ModelPackage> {
  const members = byName(await readZipDirectory(bytes));
  const read = (name: string, largest: number): Promise<Uint8Array> => {
    const entry = members.get(name);
    if (entry === undefined) throw invalid(`lacks ${name}`);
    if (entry.size > largest) throw invalid(`holds too large a ${name}`);
    return readMember(bytes, entry, { passwords: [] });
  };
  const manifestBytes = await read(manifestFile, largestText);
  const signature = members.has(signatureFile) ? await read(signatureFile, largestSignature) : null;
  // Before anything else of it is believed, or even unpacked.
  const signer = requireTrust(manifestBytes, signature, trust);
  const manifest = readManifest(manifestBytes);
  refuseStrangers(members, [manifestFile, signatureFile, modelCardFile, manifest.network.file]);
  const cardBytes = await read(modelCardFile, largestText);
  const network = await read(manifest.network.file, largestPackage);
  if (sha256(cardBytes) !== manifest.card.sha256 || sha256(network) !== manifest.network.sha256)
    throw invalid('holds other files than its manifest names');
  inspectOnnx(network);
  return {
    card: matchingCard(cardBytes, manifest.network),
    signer,
    id: sha256(manifestBytes),
    files: new Map([
      [manifestFile, manifestBytes],
      ...(signature === null ? [] : [[signatureFile, signature] as const]),
      [modelCardFile, cardBytes],
      [manifest.network.file, network],
    ]),
  };
}

function byName(entries: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> {
  if (entries.length > 4) throw invalid('holds files that belong to no model');
  const members = new Map<string, ZipEntry>();
  for (const entry of entries) {
    if (!entry.isFile || isEncrypted(entry) || members.has(entry.name))
      throw invalid('holds files that belong to no model');
    members.set(entry.name, entry);
  }
  return members;
}

function refuseStrangers(members: ReadonlyMap<string, ZipEntry>, expected: readonly string[]): void {
  for (const name of members.keys())
    if (!expected.includes(name)) throw invalid('holds files that belong to no model');
}

function matchingCard(bytes: Uint8Array, network: { file: string; sha256: string }): ModelCard {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError('model-card-invalid', 'Model card: not JSON.', { cause });
  }
  const card = readModelCard(json);
  if (card.onnx.file !== network.file || card.onnx.sha256 !== network.sha256)
    throw invalid('holds a network that is not its card’s');
  return card;
}

function invalid(what: string): AppError {
  return new AppError('model-package-invalid', `The model package ${what}.`);
}
