import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import * as v from 'valibot';
import { AppError } from '#common/errors';
import { fromSystemError } from '../survey/system-error.ts';
import { columns, type ReportRow } from './columns.ts';

const cell = v.nullable(v.string());
const number = v.nullable(v.pipe(v.number(), v.finite()));
const rowSchema = v.object({
  ...(Object.fromEntries(columns.map((name) => [name, cell])) as Record<keyof ReportRow, typeof cell>),
  path: v.string(),
  frame: number,
  probability: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  model: v.nullable(v.object({ name: v.string(), version: v.string(), sha256: v.string() })),
  notice: v.string(),
});

/**
 * All rows of a report, as `toCsv`, `toNdjson` or `toJson` wrote it.
 *
 * @throws AppError `malformed-file` where it is none, `file-not-found`, `file-unreadable`
 */
export async function readReport(file: string): Promise<readonly ReportRow[]> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw fromSystemError(thrown, 'file-unreadable');
  });
  try {
    return rowsIn(text, extname(file).toLowerCase()).map((row) => v.parse(rowSchema, row));
  } catch (cause) {
    throw new AppError('malformed-file', 'This is no report of a scan by this version of Osteon.', { cause });
  }
}

function rowsIn(text: string, ending: string): readonly unknown[] {
  if (ending === '.json') return (JSON.parse(text) as { rows: unknown[] }).rows;
  if (ending !== '.csv')
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  return parse(text, { columns: (header: string[]) => header, bom: true }).map((record) =>
    fromCells(record as Readonly<Record<string, string>>),
  );
}

/** A cell is empty where there was nothing to say. */
function fromCells(record: Readonly<Record<string, string>>): object {
  const cells = Object.fromEntries(
    Object.entries(record).map(([name, text]) => [name, text === '' ? null : text]),
  );
  const { frame = null, probability = null, model = null } = cells;
  const [sha256 = '', version = '', ...name] = model?.split(' ').reverse() ?? [];
  return {
    ...cells,
    frame: frame === null ? null : Number(frame),
    probability: probability === null ? null : Number(probability),
    model: model === null ? null : { name: name.reverse().join(' '), version, sha256 },
  };
}
