import { reportWriterFor } from '../report/report-format.ts';
import { writeOutput } from '../report/write-output.ts';
import { scan } from '../scan/scan.ts';
import { findFiles } from '../survey/find-files.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import { noProgress, showProgress } from './progress-bar.ts';
import { summaryLine, tallied, type ScanTally } from './scan-tally.ts';
import { defaultJobs, withServices, type ClassifyingOptions } from './services.ts';

export interface ScanCommandOptions extends ClassifyingOptions {
  /** Its ending, checked before, chooses the format. */
  readonly out: string;
  readonly jobs?: number;
}

/**
 * Scans files and folders into a report; the summary goes to standard error.
 *
 * @throws AppError `output-unwritable`, also where the report would overwrite an image, or `cancelled`.
 */
export async function scanCommand(
  paths: readonly string[],
  options: ScanCommandOptions,
  installation: Installation,
): Promise<ExitCode> {
  const { out, jobs = defaultJobs } = options;
  await refuseInputs(out, paths);
  await refuseImage(out);
  const progress = process.stderr.isTTY ? showProgress(await countFiles(paths)) : noProgress;
  const tally: ScanTally = { classified: 0, outOfScope: 0, failed: 0 };
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  let seconds: number;
  try {
    seconds = await withServices(installation, { ...options, jobs }, async (services) => {
      const start = performance.now();
      const files = counted(findFiles(paths), progress.advance);
      const rows = scan(files, services, {
        jobs: jobs + 1,
        signal: interrupt.signal,
        askPassword: services.askPassword,
      });
      await writeOutput(out, reportWriterFor(out)!(tallied(rows, tally)));
      return (performance.now() - start) / 1000;
    });
  } finally {
    progress.stop();
    process.removeListener('SIGINT', onInterrupt);
  }
  process.stderr.write(`${summaryLine(tally, seconds, out)}\n`);
  return tally.failed > 0 ? exitCode.someFailed : exitCode.ok;
}

async function countFiles(paths: readonly string[]): Promise<number> {
  let total = 0;
  for await (const _ of findFiles(paths)) total++;
  return total;
}

async function* counted<T>(items: AsyncIterable<T>, onItem: () => void): AsyncGenerator<T> {
  for await (const item of items) {
    onItem();
    yield item;
  }
}
