import type { FilmFilter } from '#common/batch/film-filter';
import { AppError } from '#common/errors';
import type { BatchControl } from '../batch/batch-control.ts';
import type { BatchConditions } from '../batch/journal-records.ts';
import { judgedBy } from '../batch/journal-records.ts';
import { journalOf, type Journal } from '../batch/journal.ts';
import { lockJournal } from '../batch/journal-lock.ts';
import { openJournal, readConditions, type BatchStart } from '../batch/open-journal.ts';
import {
  reportedFrames,
  runBatch,
  writeReport,
  type BatchOptions,
  type BatchWatcher,
} from '../batch/run-batch.ts';
import type { Shard } from '../batch/shard.ts';
import { reportWriterFor } from '../report/report-format.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { filterOf, type FilterOptions } from './filter-options.ts';
import type { Installation } from './installation.ts';
import { withInterrupt } from './interrupt.ts';
import { withJudging, type Judging, type JudgingOptions } from './judging.ts';
import { objectWriterFor, type ObjectOptions } from './object-options.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import { noProgress, showProgress } from './progress-bar.ts';
import { summaryLine, tallied, tallyOutcome, type ScanTally } from './scan-tally.ts';
import { askForRoom, askWhatToDo } from './unfinished-scan.ts';

export interface ScanCommandOptions extends JudgingOptions, FilterOptions, ObjectOptions {
  /** Its ending, checked before, chooses the format. */
  readonly out: string;
  readonly resume?: boolean;
  readonly restart?: boolean;
  readonly shard?: Shard;
}

/** What is scanned, by the command line or by the journal that is resumed. */
interface Assignment {
  readonly paths: readonly string[];
  readonly filter: FilmFilter;
  readonly shard?: Shard;
  readonly start: BatchStart;
}

/**
 * Scans files and folders into a report; the summary goes to standard error. What was judged stands in a journal
 * beside the report until that is written.
 *
 * @throws AppError `output-unwritable`, also where the report would overwrite an image, and those of
 *   `openJournal` and `runBatch`
 */
export async function scanCommand(
  paths: readonly string[],
  options: ScanCommandOptions,
  installation: Installation,
): Promise<ExitCode> {
  const { out } = options;
  const assignment = await assign(paths, options);
  await refuseInputs(out, assignment.paths);
  await refuseImage(out);
  const unlock = await lockJournal(journalOf(out));
  try {
    return await withInterrupt((control) =>
      withJudging(installation, options, async (judging) => {
        const conditions = conditionsOf(assignment, judging);
        const objects = await objectWriterFor(options, judging.pool, judging.card);
        const onResult = objects && { onResult: objects.write.bind(objects) };
        const journal = await openJournal(journalOf(out), conditions, assignment.start);
        const code = await scanInto(journal, { ...assignment, out, ...onResult }, judging, control);
        return objects && objects.refused > 0 ? exitCode.someFailed : code;
      }),
    );
  } finally {
    await unlock();
  }
}

async function assign(paths: readonly string[], options: ScanCommandOptions): Promise<Assignment> {
  const journal = journalOf(options.out);
  const start = options.resume ? 'resume' : options.restart ? 'restart' : await askWhatToDo(journal);
  const { shard } = options;
  if (paths.length > 0) return { paths, filter: filterOf(options), ...(shard && { shard }), start };
  const begun = start === 'resume' ? await readConditions(journal) : null;
  if (begun === null) throw new AppError('invalid-request', 'Name the files or folders to scan.');
  return { paths: begun.paths, filter: begun.filter, ...(begun.shard && { shard: begun.shard }), start };
}

function conditionsOf({ start: _, ...what }: Assignment, { card }: Judging): BatchConditions {
  return { kind: 'scan', ...what, workingDirectory: process.cwd(), ...judgedBy(card) };
}

async function scanInto(
  journal: Journal,
  { out, ...options }: Assignment & Pick<BatchOptions, 'onResult'> & { readonly out: string },
  { jobs, askPassword, judge }: Judging,
  control: BatchControl,
): Promise<ExitCode> {
  const display = process.stderr.isTTY ? showProgress() : noProgress;
  const [report, fresh] = [emptyTally(), emptyTally()];
  let [unwanted, films, judged] = [0, 0, 0];
  const watcher: BatchWatcher = {
    ...askForRoom(),
    onProgress(progress) {
      ({ unwanted, films } = progress);
      display.show(progress);
    },
    onJudged(film) {
      judged++;
      for (const { outcome } of film.frames) tallyOutcome(outcome, fresh);
    },
  };
  const begun = performance.now();
  try {
    const films = judge(journal.conditions);
    const order = await runBatch(films, journal, { ...options, jobs, askPassword }, control, watcher);
    const rows = () => {
      Object.assign(report, emptyTally());
      return tallied(reportedFrames(journal, order), report);
    };
    await writeReport(out, reportWriterFor(out)!, rows, watcher);
  } catch (thrown) {
    await journal.close();
    throw thrown;
  } finally {
    display.stop();
  }
  await journal.remove();
  const seconds = (performance.now() - begun) / 1000;
  const run = { seconds, images: fresh.classified + fresh.outOfScope, recalled: films - judged, unwanted };
  process.stderr.write(`${summaryLine(report, run, out)}\n`);
  return report.failed > 0 ? exitCode.someFailed : exitCode.ok;
}

function emptyTally(): ScanTally {
  return { classified: 0, outOfScope: 0, failed: 0 };
}
