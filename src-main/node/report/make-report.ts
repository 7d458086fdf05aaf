import type { FilmSource } from '#common/contract/film-source';
import type { ScanServices } from '../scan/scan-films.ts';
import type { ReportRow } from './columns.ts';
import { pictureFilm } from './film-pictures.ts';
import { htmlReport, type HtmlReport } from './html-report.ts';

/** A row, and where its film lies. */
export interface SourcedRow {
  readonly row: ReportRow;
  readonly source: FilmSource;
}

/** What whoever wants a report chooses. */
export type ReportWishes = Pick<HtmlReport, 'withIdentity' | 'language'>;

/** Films shown in a report of the window. */
const pictures = 24;

/** The page of `htmlReport` for films whose places are known, as the window has them. */
export async function makeReport(
  films: readonly SourcedRow[],
  { withIdentity, language }: ReportWishes,
  services: ScanServices,
): Promise<string> {
  const sources = new Map(films.map(({ row, source }) => [row, source]));
  const report = htmlReport({
    rows: films.map(({ row }) => row),
    card: services.classifier.card,
    made: new Date(),
    withIdentity,
    language,
    pictures,
    pictureOf: (row) => pictureFilm(row, sources.get(row)!, services),
  });
  const pieces: string[] = [];
  for await (const piece of report) pieces.push(piece);
  return pieces.join('');
}
