import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '#common/errors';
import type { ModelTrust } from '#common/contract/model-trial';
import { modelCardFile, sha256 } from '../inference/model-store.ts';
import { manifestFile, readManifest, signatureFile } from './model-manifest.ts';
import type { ModelPackage } from './model-package.ts';
import { requireTrust } from './model-signature.ts';

const modelId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Which models were in use, the last one last; null is the one that Osteon brings. */
const historySchema = v.strictObject({
  version: v.literal(1),
  used: v.pipe(v.array(v.nullable(modelId)), v.maxLength(100)),
});
const historyFile = 'in-use.json';
const largestFile = 2 ** 20;

/**
 * The models that a person installed, each in a folder of its own that is named after its manifest, and the word
 * which of them is in use. That word is one small file that is replaced whole: a crash leaves the old one or the new.
 */
export class ModelShelf {
  readonly #folder: string;
  readonly #builtIn: string;
  readonly #trust: ModelTrust;

  /** @param builtIn the folder of the model that Osteon brings, which is always there to go back to */
  constructor(folder: string, builtIn: string, trust: ModelTrust) {
    this.#folder = folder;
    this.#builtIn = builtIn;
    this.#trust = trust;
  }

  /**
   * The folder of the model in use. One that the administrator no longer trusts, or that is not as it was installed,
   * is passed over for the built-in one.
   */
  get directory(): string {
    const id = this.#used.at(-1) ?? null;
    return id !== null && this.#isSound(id) ? this.directoryOf(id) : this.#builtIn;
  }

  /** Of an installed model; null is the built-in one. */
  directoryOf(id: string | null): string {
    return id === null ? this.#builtIn : join(this.#folder, id);
  }

  get canGoBack(): boolean {
    return this.#used.length > 0;
  }

  /** Lays a model down without using it yet. @throws AppError `output-unwritable` */
  keep({ id, files }: ModelPackage): void {
    if (this.#isSound(id)) return;
    const target = this.directoryOf(id);
    const partial = `${target}.partial`;
    writable(() => {
      rmSync(partial, { recursive: true, force: true });
      mkdirSync(partial, { recursive: true, mode: 0o700 });
      for (const [name, bytes] of files)
        writeFileSync(join(partial, name), bytes, { mode: 0o600, flush: true });
      rmSync(target, { recursive: true, force: true });
      renameSync(partial, target);
    });
  }

  /** Takes a model that was kept, and was not used, away again. */
  discard(id: string): void {
    if (!this.#used.includes(id)) rmSync(this.directoryOf(id), { recursive: true, force: true });
  }

  /** From the next start of the engine on. @throws AppError `output-unwritable` */
  use(id: string): void {
    if (this.#used.at(-1) !== id) this.#write([...this.#used.slice(-98), id]);
  }

  /** To what was in use before. @throws AppError `model-not-found` where nothing was; `output-unwritable` */
  goBack(): void {
    const used = this.#used;
    if (used.length === 0)
      throw new AppError('model-not-found', 'No other model was installed before this one.');
    this.#write(used.slice(0, -1));
  }

  get #used(): readonly (string | null)[] {
    try {
      const text = readFileSync(boundedFile(join(this.#folder, historyFile)), 'utf8');
      return v.parse(historySchema, JSON.parse(text)).used;
    } catch {
      // None, or none that can be believed: the built-in model needs no file.
      return [];
    }
  }

  #isSound(id: string): boolean {
    const at = (file: string): string => join(this.directoryOf(id), file);
    try {
      const manifest = readFileSync(boundedFile(at(manifestFile)));
      if (sha256(manifest) !== id) return false;
      const signature = existsSync(at(signatureFile)) ? readFileSync(boundedFile(at(signatureFile))) : null;
      requireTrust(manifest, signature, this.#trust);
      // The network is held against the card whenever it is loaded.
      return sha256(readFileSync(boundedFile(at(modelCardFile)))) === readManifest(manifest).card.sha256;
    } catch {
      return false;
    }
  }

  #write(used: readonly (string | null)[]): void {
    writable(() => {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const path = join(this.#folder, historyFile);
      const descriptor = openSync(`${path}.partial`, 'w', 0o600);
      try {
        writeFileSync(descriptor, JSON.stringify({ version: 1, used }));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(`${path}.partial`, path);
    });
  }
}

/** @throws Error for a file larger than any of these */
function boundedFile(path: string): string {
  const status = statSync(path);
  if (!status.isFile() || status.size > largestFile) throw new RangeError('No file of a model.');
  return path;
}

function writable(write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new AppError('output-unwritable', 'The model cannot be kept on this computer.', { cause });
  }
}
