import { extname, resolve } from 'node:path';
import { AppError } from '#common/errors';
import { journalOf } from '../batch/journal.ts';
import { hasJournal } from '../batch/open-journal.ts';
import { mergeReports } from '../report/merge-reports.ts';
import { writeOutput } from '../report/write-output.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';

export interface MergeCommandOptions {
  readonly out: string;
  /** How many reports there must be. */
  readonly shards?: number;
}

/**
 * Puts the reports of the shards of a scan together; the sum goes to standard error.
 *
 * @throws AppError `invalid-request` where a report is missing, named twice or of another kind, `scan-unfinished` where a
 *   shard is, `output-unwritable`, and those of `mergeReports`
 */
export async function mergeCommand(
  reports: readonly string[],
  { out, shards = reports.length }: MergeCommandOptions,
): Promise<ExitCode> {
  if (reports.length !== shards)
    throw new AppError('invalid-request', `There are ${reports.length} reports of ${shards} shards.`);
  // Films that stand twice tell the rest, but a shard may have none.
  if (new Set(reports.map((report) => resolve(report))).size < reports.length)
    throw new AppError('invalid-request', 'A report is named twice.');
  const kinds = new Set([out, ...reports].map((file) => extname(file).toLowerCase()));
  if (kinds.size > 1) throw new AppError('invalid-request', 'The reports are of several kinds.');
  await refuseInputs(out, reports);
  await refuseImage(out);
  for (const report of reports)
    if (await hasJournal(journalOf(report)))
      throw new AppError('scan-unfinished', 'A shard is unfinished: go on with it by scan --resume.');
  const merged = await mergeReports(reports);
  try {
    await writeOutput(out, merged.pieces());
  } finally {
    await merged.close();
  }
  process.stderr.write(`${merged.rows} rows of ${reports.length} reports: ${out}\n`);
  return exitCode.ok;
}
