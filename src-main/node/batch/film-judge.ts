import type { ErrorReport } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import { scanFilms, type FilmOfScan, type ScanOptions, type ScanServices } from '../scan/scan-films.ts';
import type { FoundFile } from '../survey/find-files.ts';
import { toJudgedFilm, type JudgedFilm } from './journal-records.ts';

/** What became of a film that a batch came by, as far as a journal goes. */
export type FilmOfBatch =
  Exclude<FilmOfScan, { readonly kind: 'scanned' }> | { readonly kind: 'judged'; readonly film: JudgedFilm };

/** Whoever judges the films of a batch: this process, or others by a queue. */
export interface FilmJudge {
  /** Lists what media hold. */
  readonly pool: Pick<DecodePool, 'readMediumDirectory'>;
  /**
   * The films of some files, in the order of the files; failures are films too.
   *
   * @throws AppError `cancelled` when the signal is aborted
   */
  judge(files: AsyncIterable<FoundFile>, options: ScanOptions): AsyncGenerator<FilmOfBatch>;
}

/** A file of which nothing is known but why. */
export function failedFilm(path: string, error: ErrorReport): JudgedFilm {
  const nothing = { stamp: null, contentSha256: null, attributes: null };
  return { source: { path }, ...nothing, frames: [{ frame: null, outcome: { kind: 'failure', error } }] };
}

/** Judges films in this process. */
export function judgeHere(services: ScanServices): FilmJudge {
  return {
    pool: services.pool,
    async *judge(files, options) {
      for await (const film of scanFilms(files, services, options))
        yield film.kind === 'scanned' ? { kind: 'judged', film: toJudgedFilm(film) } : film;
    },
  };
}
