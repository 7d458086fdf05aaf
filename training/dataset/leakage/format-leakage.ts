import type { LeakageReport, LeakedFilm, SplitLeakage } from './check-leakage.ts';

const shownExamples = 3;

/** A table of what the leakage check found, with examples, for the terminal and the run's notes. */
export function formatLeakage({ pairs, unread }: LeakageReport): string {
  const header = ['known', 'judged', 'films', 'identical', 'near copies', 'leaked', 'shared groups'];
  const table = [header, ...pairs.map(rowOf)];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const examples = pairs.flatMap(({ leaked }) => leaked.slice(0, shownExamples).map(describeLeaked));
  const rest = unread === 0 ? [] : [`Not compared, as they could not be read: ${unread}.`];
  return ['Leakage between splits:', ...lines, ...examples, ...rest].join('\n');
}

function rowOf({ known, judged, films, leaked, sharedGroups }: SplitLeakage): readonly string[] {
  const identical = leaked.filter(({ kind }) => kind === 'identical').length;
  const share = films === 0 ? 0 : (100 * leaked.length) / films;
  const counts = [films, identical, leaked.length - identical].map(String);
  return [known, judged, ...counts, `${share.toFixed(1)} %`, String(sharedGroups)];
}

function describeLeaked({ film, copyOf, kind, correlation }: LeakedFilm): string {
  const how = kind === 'identical' ? 'the same file as' : `like (${correlation.toFixed(2)})`;
  const labels = film.fractured === copyOf.fractured ? '' : ', with the other label';
  return `  ${film.split}: ${film.file} is ${how} ${copyOf.file} of ${copyOf.split}${labels}`;
}
