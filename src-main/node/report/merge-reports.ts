import { AppError } from '#common/errors';
import { open, type FileHandle } from 'node:fs/promises';
import { extname, sep } from 'node:path';
import { fromSystemError } from '../survey/system-error.ts';
import { csvHeader } from './csv.ts';
import { reportRecords, type ReportRecord } from './report-records.ts';

/** Reports put together. */
export interface MergedReport {
  readonly rows: number;
  /** The text of the report, row by row; to be taken once. */
  pieces(): AsyncGenerator<string | Uint8Array>;
  /** Lets go of the reports that were merged. */
  close(): Promise<void>;
}

/** A row, and which of the reports has it. */
interface Entry extends ReportRecord {
  readonly report: number;
  readonly key: string;
}

/**
 * Puts the reports of the shards of one scan together, in the order of their paths: folder by folder, names by
 * code unit, as a scan of one folder has them; what an archive holds in the order of the archive.
 *
 * @throws AppError `malformed-file`, `file-not-found`, `file-unreadable`, `journal-mismatch` where the reports are
 *   of different models, `invalid-request` where two hold the same film
 */
export async function mergeReports(reports: readonly string[]): Promise<MergedReport> {
  const entries = await readEntries(reports);
  refuseMixture(entries);
  entries.sort((a, b) => compare(archiveOf(a.key), archiveOf(b.key)));
  const ordered = apart(entries);
  refuseRepetition(ordered);
  const files: FileHandle[] = [];
  for (const report of reports) files.push(await open(report));
  return {
    rows: entries.length,
    async *pieces() {
      if (extname(reports[0]!).toLowerCase() === '.csv') yield csvHeader;
      for (const { report, start, end } of ordered) yield read(files[report]!, start, end);
    },
    async close() {
      for (const file of files) await file.close();
    },
  };
}

async function readEntries(reports: readonly string[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const [report, file] of reports.entries())
    try {
      for await (const record of reportRecords(file))
        // Below every other character, so that a folder stands where its name does.
        entries.push({ ...record, report, key: record.path.replaceAll(sep, '\0') });
    } catch (thrown) {
      throw fromSystemError(thrown, 'file-unreadable');
    }
  return entries;
}

function refuseMixture(entries: readonly Entry[]): void {
  const models = new Set(entries.flatMap(({ modelSha256 }) => modelSha256 ?? []));
  if (models.size > 1) throw new AppError('journal-mismatch', 'The reports are of different models.');
}

function refuseRepetition(ordered: readonly Entry[]): void {
  const isRepeated = ({ key, report }: Entry, at: number) =>
    ordered[at - 1]?.key === key && ordered[at - 1]?.report !== report;
  if (ordered.some(isRepeated))
    throw new AppError(
      'invalid-request',
      'Two of the reports hold the same film: they are no shards of one scan.',
    );
}

/** An archive is in one report whole: several can only have a folder whose name ends as `sourceText` ends archives'. */
function apart(entries: readonly Entry[]): readonly Entry[] {
  const archives = new Map<string, Entry[]>();
  for (const entry of entries) {
    const archive = archiveOf(entry.key);
    const group = archives.get(archive);
    if (group === undefined) archives.set(archive, [entry]);
    else group.push(entry);
  }
  return [...archives.values()].flatMap((group) => {
    const isWhole = group.every(({ report }) => report === group[0]!.report);
    return isWhole ? group : group.toSorted((a, b) => compare(a.key, b.key));
  });
}

function archiveOf(key: string): string {
  const end = key.search(/!(?:\0|\/)/);
  return end < 0 ? key : key.slice(0, end);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function read(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(end - start);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}
