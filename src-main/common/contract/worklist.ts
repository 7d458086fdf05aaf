import * as v from 'valibot';
import { filmSourceSchema, type FilmSource } from './film-source.ts';

const report = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));

/** Films of the batch into a report; each film is JSON that the index keeps and does not look into. */
export const worklistFilmsSchema = v.strictObject({
  out: report,
  films: v.pipe(v.array(v.strictObject({ source: filmSourceSchema, film: v.string() })), v.readonly()),
});
export type WorklistFilms = Readonly<v.InferOutput<typeof worklistFilmsSchema>>;

export const worklistReportSchema = report;
export const worklistPlaceSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A film of the last batch, as the index has it. */
export interface KeptFilm {
  readonly source: FilmSource;
  readonly film: string;
  /** Judged by another model, or at another operating point, than the present one. */
  readonly isOlder: boolean;
}

/** Some films of the last batch. */
export interface WorklistPage {
  readonly films: readonly KeptFilm[];
  /** What to ask for next; null at the end. */
  readonly next: number | null;
}
