import { sourceText } from '#common/contract/film-source';
import type { FoundFile } from '../survey/find-files.ts';
import { scanFilms, type ScanOptions, type ScanServices } from './scan-films.ts';
import type { ScannedFilm, ScanRow } from './scan-row.ts';

/**
 * Classifies every frame of every image, in the order of the files, as `scanFilms` does: a row each.
 *
 * @throws AppError `cancelled` when the signal is aborted.
 */
export async function* scan(
  files: AsyncIterable<FoundFile>,
  services: ScanServices,
  options: Omit<ScanOptions, 'earlier'>,
): AsyncGenerator<ScanRow> {
  for await (const film of scanFilms(files, services, options))
    if (film.kind === 'scanned') yield* rowsOf(film);
}

function* rowsOf({ source, attributes, frames }: ScannedFilm): Generator<ScanRow> {
  for (const frame of frames) yield { path: sourceText(source), attributes, ...frame };
}
