import type { FilmSource } from '#common/contract/film-source';

/** A source with what it takes to read it. */
export interface ReadableSource extends FilmSource {
  /** Of the archive that `path` is, and of those inside it; never written or logged. */
  readonly passwords?: readonly string[];
}

/** The source for a path or for a source. */
export function toSource(film: string | ReadableSource): ReadableSource {
  return typeof film === 'string' ? { path: film } : film;
}
