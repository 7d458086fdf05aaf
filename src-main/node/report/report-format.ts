import { extname } from 'node:path';
import type { ScanRow } from '../scan/scan-row.ts';
import { toCsv } from './csv.ts';
import { toJson, toNdjson } from './json.ts';

/** Turns scanned rows into the text of a report, piece by piece. */
export type ReportWriter = (rows: AsyncIterable<ScanRow>) => AsyncGenerator<string>;

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
