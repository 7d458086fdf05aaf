import { sourceOf, sourceText, type FilmSource } from '#common/contract/film-source';
import { AppError, fromErrorReport, type ErrorReport } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import { describeFiles, type DescribeOptions } from '../survey/describe-files.ts';
import { findNamedFiles, type FoundFile } from '../survey/find-files.ts';

/** A film, in a file or an archive, or why there is none. */
export type FoundFilm = FilmSource | (FilmSource & { readonly error: ErrorReport });

/** Finds the films in files and in archives, in order; what is passed over in archives is left out. */
export async function* findFilms(
  files: AsyncIterable<FoundFile>,
  pool: DecodePool,
  askPassword: DescribeOptions['askPassword'],
): AsyncGenerator<FoundFilm> {
  for await (const examined of describeFiles(files, pool, { limit: 2, askPassword }))
    if ('error' in examined) yield examined;
    else if ('description' in examined) yield sourceOf(examined);
}

/**
 * The one film of a file, or of an archive the one that `member` names, as `scan` writes it after the archive.
 *
 * @throws AppError why the file gives none, and `invalid-request` where several could be meant.
 */
export async function findOneFilm(
  file: string,
  member: string | undefined,
  pool: DecodePool,
  askPassword: DescribeOptions['askPassword'],
): Promise<FilmSource> {
  const films: FilmSource[] = [];
  let failure: ErrorReport | null = null;
  for await (const film of findFilms(findNamedFiles([file]), pool, askPassword)) {
    if (member !== undefined && sourceText(film) !== `${file}!/${member}`) continue;
    if ('error' in film) failure ??= film.error;
    else films.push(film);
  }
  const [only] = films;
  if (only !== undefined && films.length === 1) return only;
  if (films.length === 0 && failure !== null) throw fromErrorReport(failure);
  const message =
    films.length === 0
      ? 'The archive holds no film of this name.'
      : `The archive holds ${films.length} such films: name one by --member.`;
  throw new AppError('invalid-request', message);
}
