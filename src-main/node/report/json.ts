import { investigationalNotice } from '#common/model/notice';
import type { ScanRow } from '../scan/scan-row.ts';
import { toReportRow } from './columns.ts';

/** One JSON object a line, each complete in itself, the notice included. */
export async function* toNdjson(rows: AsyncIterable<ScanRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(toReportRow(row))}\n`;
}

/** One JSON document, `{ notice, rows }`, written row by row so that a long scan needs no memory for it. */
export async function* toJson(rows: AsyncIterable<ScanRow>): AsyncGenerator<string> {
  let separator = '\n';
  yield `{"notice":${JSON.stringify(investigationalNotice)},"rows":[`;
  for await (const row of rows) {
    yield `${separator}${JSON.stringify(toReportRow(row))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
