import { parse } from 'csv-parse';
import { open, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream';
import { AppError } from '#common/errors';
import { columns } from './columns.ts';

/** A row of a report that lies on disk: what merging goes by, and where it stands. */
export interface ReportRecord {
  readonly path: string;
  /** Null where no model had a say. */
  readonly modelSha256: string | null;
  /** In bytes; the end of the line belongs to it. */
  readonly start: number;
  readonly end: number;
}

const newline = '\n'.length;

/**
 * The rows of a report, as `toCsv` or `toNdjson` wrote it, in order.
 *
 * @throws AppError `malformed-file` where it is none; what the file system throws is passed on
 */
export async function* reportRecords(file: string): AsyncGenerator<ReportRecord> {
  const handle = await open(file);
  try {
    yield* extname(file).toLowerCase() === '.csv' ? csvRecords(handle) : ndjsonRecords(handle);
  } finally {
    await handle.close();
  }
}

async function* csvRecords(file: FileHandle): AsyncGenerator<ReportRecord> {
  const parser = parse({ info: true });
  // What goes wrong is thrown where the records are taken.
  pipeline(file.createReadStream({ autoClose: false }), parser, () => undefined);
  let start = 0;
  try {
    for await (const item of parser) {
      const { info, record } = item as { info: { bytes: number }; record: readonly string[] };
      const end = info.bytes;
      if (start === 0) refuseOtherColumns(record);
      else yield { path: cell(record, 'path'), modelSha256: sha256In(cell(record, 'model')), start, end };
      start = end;
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('CSV_'))
      throw malformed(cause);
    throw cause;
  }
  if (start === 0) throw malformed();
}

async function* ndjsonRecords(file: FileHandle): AsyncGenerator<ReportRecord> {
  let start = 0;
  for await (const line of file.readLines({ autoClose: false })) {
    const end = start + Buffer.byteLength(line) + newline;
    yield { ...readRow(line), start, end };
    start = end;
  }
}

function readRow(line: string): Pick<ReportRecord, 'path' | 'modelSha256'> {
  try {
    const { path, model } = JSON.parse(line) as { path?: unknown; model?: { sha256?: unknown } | null };
    if (typeof path !== 'string') throw malformed();
    return { path, modelSha256: typeof model?.sha256 === 'string' ? model.sha256 : null };
  } catch (cause) {
    throw malformed(cause);
  }
}

function refuseOtherColumns(header: readonly string[]): void {
  if (header.join() !== columns.join()) throw malformed();
}

function cell(record: readonly string[], column: (typeof columns)[number]): string {
  return record[columns.indexOf(column)]!;
}

/** The cell reads `name version sha256`. */
function sha256In(model: string): string | null {
  return model === '' ? null : model.split(' ').at(-1)!;
}

function malformed(cause?: unknown): AppError {
  return new AppError('malformed-file', 'This is no report of a scan by this version of Osteon.', { cause });
}
