import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { StudyId } from '#common/browse/study-summary';
import type { Sqlite } from './sqlite.ts';

/** Where a film lies, as the survey that found it saw the file. */
export type Place = FilmSource & { readonly stamp: string };

/** The text by which the index names where a film lies. */
export function sourceKey(film: FilmSource): string {
  return JSON.stringify(sourceOf(film));
}

/** What the index has in a place: each of the places where copies of one film lie leads to that one. */
export function imageAt(
  database: Sqlite,
  place: Place,
): { readonly image: number; readonly study: StudyId } | null {
  const row = database.get(
    `SELECT images.id, study FROM places
     JOIN images ON images.id = image JOIN series ON series.id = images.series
     WHERE places.source = ? AND places.file_stamp = ?`,
    [sourceKey(place), place.stamp],
  );
  return row === null ? null : { image: Number(row['id']), study: Number(row['study']) };
}

export function keepPlace(database: Sqlite, image: number, place: Place): void {
  database.run('INSERT OR REPLACE INTO places VALUES (?, ?, ?)', [sourceKey(place), place.stamp, image]);
}
