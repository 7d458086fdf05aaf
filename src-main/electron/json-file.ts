import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

/** How a text lies in its file. */
export interface Envelope {
  /** Null where it may not be written now: the file stays as it is. */
  seal(text: string): string | null;
  unseal(text: string): string;
}

/** A small JSON file of the app's own, readable by its owner only; absent and damaged ones count as empty. */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: v.GenericSchema<unknown, T>;
  readonly #empty: T;
  readonly #envelope: Envelope;

  constructor(
    path: string,
    schema: v.GenericSchema<unknown, T>,
    empty: T,
    envelope: Envelope = { seal: (text) => text, unseal: (text) => text },
  ) {
    this.#path = path;
    this.#envelope = envelope;
    this.#schema = schema;
    this.#empty = empty;
  }

  /** A file that does not match the schema is set aside as `*.damaged`, so that nothing is lost. */
  read(): T {
    try {
      return v.parse(this.#schema, JSON.parse(this.#envelope.unseal(readFileSync(this.#path, 'utf8'))));
    } catch (thrown) {
      if (!isAbsence(thrown)) setAside(this.#path);
      return this.#empty;
    }
  }

  write(value: T): void {
    const text = this.#envelope.seal(JSON.stringify(value));
    if (text !== null) replaceFile(this.#path, text);
  }
}

/** Writes a file of the app's own, for its owner's eyes, whole: a crash leaves the old one or the new one. */
export function replaceFile(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  writeFileSync(partial, text, { mode: 0o600, flush: true });
  renameSync(partial, path);
}

/** Renames a file that is of no use to `*.damaged`. */
export function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`);
  } catch {
    // It cannot be moved: the next write replaces it.
  }
}

/** Whether a failure to read a file says that there is none. */
export function isAbsence(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT';
}
