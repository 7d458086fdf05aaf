import type { FilmSource } from '#common/contract/film-source';
import type { KeptFilm, WorklistFilms, WorklistPage } from '#common/contract/worklist';
import { sourceKey } from './image-places.ts';
import type { Sqlite } from './sqlite.ts';

/** Films told at a time: some hundred kilobytes. */
const pageLength = 1000;

/**
 * Makes room for the films of a batch into the report `out`. What another judge said of films of the same report
 * stays until they are judged anew; everything else goes.
 */
export function beginWorklist(database: Sqlite, judge: string, out: string): void {
  database.transaction(() => {
    database.run('DELETE FROM worklist WHERE report <> ? OR judge = ?', [out, judge]);
  });
}

/** Adds films, or replaces what was known of them, in the place where they stand. */
export function keepWorklist(database: Sqlite, judge: string, { out, films }: WorklistFilms): void {
  database.transaction(() => {
    for (const { source, film } of films)
      database.run(
        `INSERT INTO worklist (source, report, judge, film) VALUES (?, ?, ?, ?)
         ON CONFLICT (source) DO UPDATE SET report = excluded.report, judge = excluded.judge, film = excluded.film`,
        [sourceKey(source), out, judge, film],
      );
  });
}

/** The films behind the one of the number `after`, in the order in which they came. */
export function recallWorklist(database: Sqlite, judge: string, after: number): WorklistPage {
  const rows = database.all('SELECT id, source, judge, film FROM worklist WHERE id > ? ORDER BY id LIMIT ?', [
    after,
    pageLength,
  ]);
  const films = rows.map((row): KeptFilm => ({
    source: JSON.parse(String(row['source'])) as FilmSource,
    film: String(row['film']),
    isOlder: row['judge'] !== judge,
  }));
  return { films, next: rows.length < pageLength ? null : Number(rows.at(-1)?.['id']) };
}

/** Drops films whose studies are to be forgotten. */
export function forgetWorklistFilms(database: Sqlite, sources: readonly FilmSource[]): void {
  for (const source of sources) database.run('DELETE FROM worklist WHERE source = ?', [sourceKey(source)]);
}
