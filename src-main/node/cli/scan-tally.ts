import type { ReportedFrame } from '../report/columns.ts';

/** How many rows of each kind a report holds. */
export interface ScanTally {
  classified: number;
  outOfScope: number;
  failed: number;
}

/** Passes rows on and counts them into `tally`. */
export async function* tallied(
  rows: AsyncIterable<ReportedFrame>,
  tally: ScanTally,
): AsyncGenerator<ReportedFrame> {
  for await (const row of rows) {
    tallyOutcome(row.outcome, tally);
    yield row;
  }
}

/** Counts a row into `tally`. */
export function tallyOutcome(outcome: ReportedFrame['outcome'], tally: ScanTally): void {
  if (outcome.kind === 'failure') tally.failed++;
  else if (outcome.result.scope.status === 'outOfScope') tally.outOfScope++;
  else tally.classified++;
}

/** What a run of the command did, beside the rows of its report. */
export interface ScanRun {
  readonly seconds: number;
  /** Rows of this run that have a result or are outside scope. */
  readonly images: number;
  /** Films that an earlier run had judged. */
  readonly recalled: number;
  /** Films that the filters left out. */
  readonly unwanted: number;
}

/**
 * The last line of a scan: rows by kind, rows with a result per second, and the highest resident memory of
 * the whole process so far, its decoding threads included.
 */
export function summaryLine(tally: ScanTally, run: ScanRun, out: string): string {
  const { classified, outOfScope, failed } = tally;
  const rate = run.images / Math.max(run.seconds, 1e-3);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  return [
    `${classified} classified, ${outOfScope} outside scope, ${failed} failed`,
    ...(run.recalled > 0 ? [`, ${run.recalled} films from the journal`] : []),
    ...(run.unwanted > 0 ? [`, ${run.unwanted} left out by the filters`] : []),
    ` in ${run.seconds.toFixed(1)} s (${rate.toFixed(1)} images/s, peak memory ${peak} MiB): ${out}`,
  ].join('');
}
