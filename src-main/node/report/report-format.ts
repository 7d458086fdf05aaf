import { extname } from 'node:path';
import type { ReportedFrame } from './columns.ts';
import { toCsv, toCsvLine } from './csv.ts';
import { toJson, toNdjson, toNdjsonLine } from './json.ts';

/** Turns scanned rows into the text of a report, piece by piece. */
export type ReportWriter = (rows: AsyncIterable<ReportedFrame>) => AsyncGenerator<string>;

const writers: Readonly<Record<string, ReportWriter>> = {
  '.csv': toCsv,
  '.ndjson': toNdjson,
  '.json': toJson,
};

/** The endings that `reportWriterFor` knows. */
export const reportEndings: readonly string[] = Object.keys(writers);

/** The writer for a file name's ending, or null. */
export function reportWriterFor(fileName: string): ReportWriter | null {
  return writers[extname(fileName).toLowerCase()] ?? null;
}

const lines: Readonly<Record<string, (row: ReportedFrame) => string>> = {
  '.csv': toCsvLine,
  '.ndjson': toNdjsonLine,
};

/** What turns a row into the text that is added to a report of this name, or null where none can be added to it. */
export function reportLineFor(fileName: string): ((row: ReportedFrame) => string) | null {
  return lines[extname(fileName).toLowerCase()] ?? null;
}
