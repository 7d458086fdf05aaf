import { createHash } from 'node:crypto';
import { bodyPartChart, probabilityChart } from '#common/batch/charts';
import { summariseFilms } from '#common/batch/summary';
import type { ModelCard } from '#common/model/model-card';
import type { ErrorCode } from '#common/errors';
import { failureTexts } from '#common/viewer/failure-texts';
import { scopeTexts } from '#common/viewer/scope-texts';
import type { ScopeReason } from '#common/model/result';
import type { ReportRow } from './columns.ts';
import type { Language } from '#common/words/language';
import { sayIn, type Phrase, type Say } from '#common/words/say';
import { htmlChart } from './html-chart.ts';
import { filmCard, type FilmPictures } from './html-film.ts';
import { reportStyle } from './html-style.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { modelExcerpt } from './html-model.ts';
import {
  byScore,
  countedRow,
  isFlagged,
  numbered,
  rowCells,
  rowColumns,
  type NumberedRow,
} from './html-rows.ts';

export interface HtmlReport {
  readonly rows: readonly ReportRow[];
  /** Of the model whose scores are in the order; another's stand apart. */
  readonly card: ModelCard;
  readonly made: Date;
  readonly language: Language;
  /** Patient IDs, study dates and file names are left out unless this is asked for. */
  readonly withIdentity: boolean;
  /** How many of the films that stand out are shown, the highest score first. */
  readonly pictures: number;
  /** Called for those, one after the other. */
  pictureOf(row: ReportRow): Promise<FilmPictures>;
}

/** More lines than anybody reads; the results themselves have them all. */
const mostLines = 1000;

/**
 * One HTML file that needs nothing beside it and can do nothing: no scripts, no addresses, and a policy that would
 * refuse both. Every text from a file is escaped.
 */
export async function* htmlReport(report: HtmlReport): AsyncGenerator<string> {
  const { card, made, withIdentity, language } = report;
  const say = sayIn(language);
  const rows = numbered(report.rows);
  const scored = rows.filter(({ row }) => row.probability !== null);
  const current = scored.filter(({ row }) => row.model?.sha256 === card.onnx.sha256).sort(byScore);
  const older = scored.filter(({ row }) => row.model?.sha256 !== card.onnx.sha256).sort(byScore);
  yield head(made, language, say);
  yield counts(rows, older.length, say);
  yield modelExcerpt(card, say);
  yield charts([...current, ...rows.filter(({ row }) => row.probability === null)], withIdentity, say);
  yield* flaggedFilms(current, report, say);
  yield failures(rows, withIdentity, say);
  yield outsideScope(rows, say);
  yield lines('Films with a score, the highest first', current, withIdentity, say);
  if (older.length > 0)
    yield lines(
      'Scores of another model, which cannot be compared with those above',
      older,
      withIdentity,
      say,
    );
  yield `<p class="notice">${escapeHtml(say('Investigational, not for diagnosis'))}</p>\n</body>\n</html>\n`;
}

function head(made: Date, language: Language, say: Say): string {
  const hash = createHash('sha256').update(reportStyle).digest('base64');
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>Osteon: ${escapeHtml(say('Report of a scan'))}</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${escapeHtml(say('Report of a scan'))}</h1>
<p class="faint">${escapeHtml(say('Made by Osteon on {time} UTC', { time: made.toISOString().slice(0, 16).replace('T', ' ') }))}</p>
<p class="notice">${escapeHtml(say('Investigational, not for diagnosis'))}. ${escapeHtml(say('A film that is not flagged may show a fracture all the same.'))}</p>
`;
}

function counts(rows: readonly NumberedRow[], older: number, say: Say): string {
  const count = (is: (row: ReportRow) => boolean): string => String(rows.filter(({ row }) => is(row)).length);
  const items: readonly (readonly [Phrase, string])[] = [
    ['Films and frames', String(rows.length)],
    ['With a score', count(({ probability }) => probability !== null)],
    ...labelCounts(rows),
    ['failed', count(({ errorCode }) => errorCode !== null)],
    ['outside scope', count(({ scope }) => scope === 'outOfScope')],
    ...(older > 0 ? [['Scored by another model', String(older)] as const] : []),
  ];
  return `<h2>${escapeHtml(say('Counts'))}</h2>\n<dl>${items.map(([name, value]) => `<dt>${escapeHtml(say(name))}</dt><dd>${value}</dd>`).join('\n')}</dl>\n`;
}

function labelCounts(rows: readonly NumberedRow[]): readonly (readonly [Phrase, string])[] {
  const labels = [
    ['suspected', 'fracture suspected'],
    ['doubtful', 'doubtful'],
    ['notFlagged', 'not flagged: does not exclude a fracture'],
  ] as const;
  return labels.flatMap(([label, words]) => {
    const count = rows.filter(({ row }) => row.label === label).length;
    return count === 0 ? [] : [[words, String(count)] as const];
  });
}

function charts(rows: readonly NumberedRow[], withIdentity: boolean, say: Say): string {
  const summary = summariseFilms(rows.map(({ row }) => countedRow(row, withIdentity)));
  return `<h2>${escapeHtml(say('Summary'))}</h2>\n${htmlChart(probabilityChart(summary, say))}\n${htmlChart(bodyPartChart(summary, say))}\n`;
}

async function* flaggedFilms(
  current: readonly NumberedRow[],
  report: HtmlReport,
  say: Say,
): AsyncGenerator<string> {
  const flagged = current.filter(({ row }) => isFlagged(row));
  const shown = flagged.slice(0, report.pictures);
  const title =
    report.card.release.verdict === 'threeWay' ? 'Flagged films' : 'Films with the highest scores';
  yield `<h2>${escapeHtml(say(title))}</h2>\n`;
  const explanation = say(
    '{shown} of {count} shown, by score. Left the film, right the same with what the model attended to, which is not where a fracture is. Writing that is part of a film is not taken off it.',
    { shown: shown.length, count: flagged.length },
  );
  yield `<p class="faint">${escapeHtml(explanation)}</p>\n`;
  yield '<div class="films">\n';
  for (const film of shown) yield filmCard(film, await report.pictureOf(film.row), report.withIdentity, say);
  yield '</div>\n';
}

function failures(rows: readonly NumberedRow[], withIdentity: boolean, say: Say): string {
  const failed = rows.filter(({ row }) => row.errorCode !== null);
  if (failed.length === 0)
    return `<h2>${escapeHtml(say('Failures'))}</h2>\n<p>${escapeHtml(say('No film failed.'))}</p>\n`;
  const cells = failed
    .slice(0, mostLines)
    .map(({ number, row }) => [
      String(number),
      row.errorCode ?? '',
      failureWords(row.errorCode, say),
      ...(withIdentity ? [row.path] : []),
    ]);
  const columns = [say('Row'), say('Code'), say('What happened'), ...(withIdentity ? [say('File')] : [])];
  const title = say('Failures: these films have to be read as any other');
  return `<h2>${escapeHtml(title)}</h2>\n${htmlTable(columns, cells)}\n${cut(failed.length, say)}`;
}

function outsideScope(rows: readonly NumberedRow[], say: Say): string {
  const reasons = new Map<string, number>();
  for (const { row } of rows)
    if (row.scope === 'outOfScope' && row.scopeReason !== null)
      reasons.set(row.scopeReason, (reasons.get(row.scopeReason) ?? 0) + 1);
  if (reasons.size === 0) return '';
  const cells = [...reasons].map(([reason, count]) => [
    reason in scopeTexts ? say(scopeTexts[reason as ScopeReason]) : reason,
    String(count),
  ]);
  return `<h2>${escapeHtml(say('outside scope: no result'))}</h2>\n${htmlTable([say('Why'), say('Films')], cells)}\n`;
}

function lines(title: Phrase, rows: readonly NumberedRow[], withIdentity: boolean, say: Say): string {
  const cells = rows.slice(0, mostLines).map((film) => rowCells(film, withIdentity, say));
  return `<h2>${escapeHtml(say(title))}</h2>\n${htmlTable(rowColumns(withIdentity, say), cells)}\n${cut(rows.length, say)}`;
}

/** A report of another version may hold codes that this one has no words for. */
function failureWords(code: string | null, say: Say): string {
  return code !== null && code in failureTexts ? say(failureTexts[code as ErrorCode]) : '';
}

function cut(count: number, say: Say): string {
  if (count <= mostLines) return '';
  const words = say('{count} more stand in the results.', { count: count - mostLines });
  return `<p class="faint">${escapeHtml(words)}</p>\n`;
}
