import { stringify } from 'csv-stringify/sync';
import { columns, toReportRow, type ReportedFrame, type ReportRow } from './columns.ts';

/**
 * RFC 4180 in UTF-8: a header line, then a line per row; `model` reads `name version sha256`. Cells are as the
 * files have them, so that a patient ID can be joined on: one that begins with `=`, `+`, `-` or `@` is not
 * defused for spreadsheets, into which the columns have to be imported as text.
 */
export async function* toCsv(rows: AsyncIterable<ReportedFrame>): AsyncGenerator<string> {
  yield csvHeader;
  for await (const row of rows) yield toCsvLine(row);
}

/** The first line of `toCsv`. */
export const csvHeader = line(columns);

/** One row of `toCsv`. */
export function toCsvLine(row: ReportedFrame): string {
  return line(cells(toReportRow(row)));
}

function cells(row: ReportRow): readonly (string | number | null)[] {
  return columns.map((name) => {
    const value = row[name];
    if (value === null || typeof value !== 'object') return value;
    return `${value.name} ${value.version} ${value.sha256}`;
  });
}

function line(values: readonly (string | number | null)[]): string {
  return stringify([[...values]], { record_delimiter: 'windows', quote_record_delimiter: true });
}
