import { investigationalNotice } from '#common/model/notice';
import { toReportRow, type ReportedFrame } from './columns.ts';

/** One JSON object a line, each complete in itself, the notice included. */
export async function* toNdjson(rows: AsyncIterable<ReportedFrame>): AsyncGenerator<string> {
  for await (const row of rows) yield toNdjsonLine(row);
}

/** One row of `toNdjson`. */
export function toNdjsonLine(row: ReportedFrame): string {
  return `${JSON.stringify(toReportRow(row))}\n`;
}

/** One JSON document, `{ notice, rows }`, written row by row so that a long scan needs no memory for it. */
export async function* toJson(rows: AsyncIterable<ReportedFrame>): AsyncGenerator<string> {
  let separator = '\n';
  yield `{"notice":${JSON.stringify(investigationalNotice)},"rows":[`;
  for await (const row of rows) {
    yield `${separator}${JSON.stringify(toReportRow(row))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
