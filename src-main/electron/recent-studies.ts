import { randomUUID } from 'node:crypto';
import { sep } from 'node:path';
import * as v from 'valibot';
import type { RecentStudy } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { JsonFile, type Envelope } from './json-file.ts';

const limit = 12;

const listSchema = v.array(
  v.strictObject({
    recentId: v.string(),
    title: v.string(),
    openedAt: v.pipe(v.string(), v.isoTimestamp()),
    paths: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
);
type Entry = v.InferOutput<typeof listSchema>[number];

/** The studies opened last, newest first. Titles name patients, so the list can be cleared. */
export class RecentStudies {
  readonly #file: JsonFile<Entry[]>;

  constructor(path: string, envelope?: Envelope) {
    this.#file = new JsonFile(path, listSchema, [], envelope);
  }

  /** Without paths, as the page may see them. */
  list(): RecentStudy[] {
    return this.#file.read().map(({ recentId, title, openedAt }) => ({ recentId, title, openedAt }));
  }

  /** What was opened under this name. @throws AppError invalid-request */
  pathsOf(recentId: string): readonly string[] {
    const entry = this.#file.read().find((candidate) => candidate.recentId === recentId);
    if (entry === undefined) throw new AppError('invalid-request', 'No recent study has this name.');
    return entry.paths;
  }

  /** The same paths opened again move to the front. */
  remember(paths: readonly string[], title: string, openedAt = new Date()): void {
    const key = paths.join('\n');
    const others = this.#file.read().filter((entry) => entry.paths.join('\n') !== key);
    const entry = { recentId: randomUUID(), title, openedAt: openedAt.toISOString(), paths: [...paths] };
    this.#file.write([entry, ...others].slice(0, limit));
  }

  /** Drops what led to any of these files: a title names a patient. */
  forget(files: readonly string[]): void {
    const leadsTo = (path: string): boolean =>
      files.some((file) => file === path || file.startsWith(path.endsWith(sep) ? path : path + sep));
    const entries = this.#file.read();
    const others = entries.filter(({ paths }) => !paths.some(leadsTo));
    if (others.length < entries.length) this.#file.write(others);
  }

  /** As the envelope has it now. */
  rewrite(): void {
    const entries = this.#file.read();
    if (entries.length > 0) this.#file.write(entries);
  }

  clear(): void {
    this.#file.write([]);
  }
}
