import type { ScanRow } from '../scan/scan-row.ts';

/** How many rows of each kind a scan has given. */
export interface ScanTally {
  classified: number;
  outOfScope: number;
  failed: number;
}

/** Passes rows on and counts them into `tally`. */
export async function* tallied(rows: AsyncIterable<ScanRow>, tally: ScanTally): AsyncGenerator<ScanRow> {
  for await (const row of rows) {
    if (row.outcome.kind === 'failure') tally.failed++;
    else if (row.outcome.result.scope.status === 'outOfScope') tally.outOfScope++;
    else tally.classified++;
    yield row;
  }
}

/**
 * The last line of a scan: rows by kind, rows with a result per second, and the highest resident memory of
 * the whole process so far, its decoding threads included.
 */
export function summaryLine(tally: ScanTally, seconds: number, out: string): string {
  const { classified, outOfScope, failed } = tally;
  const rate = (classified + outOfScope) / Math.max(seconds, 1e-3);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  return (
    `${classified} classified, ${outOfScope} outside scope, ${failed} failed in ${seconds.toFixed(1)} s ` +
    `(${rate.toFixed(1)} images/s, peak memory ${peak} MiB): ${out}`
  );
}
