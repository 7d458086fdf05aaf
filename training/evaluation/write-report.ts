import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawReportPage, type ReportedSet, type ReportHead } from './report/report-page.ts';

/** What `npm run evaluate` leaves in its folder. */
export const reportFiles = {
  page: 'report.html',
  figures: 'evaluation.json',
  films: 'films.csv',
} as const;

/** Writes the page, every figure as JSON and every film's score as CSV; the folder is made when absent. */
export async function writeReport(
  folder: string,
  head: ReportHead,
  sets: readonly ReportedSet[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { title, lines } = head;
  const figures = { title, lines, sets: sets.map(({ evaluation }) => evaluation) };
  await writeFile(join(folder, reportFiles.page), drawReportPage(head, sets));
  await writeFile(join(folder, reportFiles.figures), `${JSON.stringify(figures, null, 2)}\n`);
  await writeFile(join(folder, reportFiles.films), tabulateFilms(sets));
}

function tabulateFilms(sets: readonly ReportedSet[]): string {
  const rows = sets.flatMap(({ evaluation, films }) =>
    films.map(({ file, positive, logit, score }) => [
      evaluation.name,
      file,
      positive ? '1' : '0',
      String(logit),
      String(score),
    ]),
  );
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return [['set', 'file', 'fractured', 'logit', 'probability'], ...rows]
    .map((row) => `${row.map(quote).join(',')}\n`)
    .join('');
}
