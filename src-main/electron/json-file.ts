import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

/** A small JSON file of the app's own, readable by its owner only; absent and damaged ones count as empty. */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: v.GenericSchema<unknown, T>;
  readonly #empty: T;

  constructor(path: string, schema: v.GenericSchema<unknown, T>, empty: T) {
    this.#path = path;
    this.#schema = schema;
    this.#empty = empty;
  }

  /** A file that does not match the schema is set aside as `*.damaged`, so that nothing is lost. */
  read(): T {
    try {
      return v.parse(this.#schema, JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch (thrown) {
      if (!isAbsence(thrown)) this.#setAside();
      return this.#empty;
    }
  }

  /** Replaces the file whole: a crash leaves the old one or the new one. */
  write(value: T): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const partial = `${this.#path}.partial`;
    writeFileSync(partial, JSON.stringify(value), { mode: 0o600, flush: true });
    renameSync(partial, this.#path);
  }

  #setAside(): void {
    try {
      renameSync(this.#path, `${this.#path}.damaged`);
    } catch {
      // It cannot be moved: the next write replaces it.
    }
  }
}

function isAbsence(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
