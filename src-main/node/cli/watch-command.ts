import { resolve } from 'node:path';
import { sourceText } from '#common/contract/film-source';
import { AppError, toErrorReport } from '#common/errors';
import { findingLooks, findingOf } from '#common/viewer/finding';
import { formatProbability } from '#common/viewer/format';
import { judgedBy, type BatchConditions } from '../batch/journal-records.ts';
import { journalOf } from '../batch/journal.ts';
import { lockJournal } from '../batch/journal-lock.ts';
import { hasJournal, openJournal } from '../batch/open-journal.ts';
import { watchFolder } from '../batch/watch-folder.ts';
import type { ReportedFrame } from '../report/columns.ts';
import { reportLineFor } from '../report/report-format.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { filterOf, type FilterOptions } from './filter-options.ts';
import type { Installation } from './installation.ts';
import { withInterrupt } from './interrupt.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import { defaultJobs, filmsInFlight, withServices, type ClassifyingOptions } from './services.ts';
import { askForRoom } from './unfinished-scan.ts';

export interface WatchCommandOptions extends ClassifyingOptions, FilterOptions {
  /** Its ending, checked before, chooses the format. */
  readonly out: string;
  readonly jobs?: number;
  readonly restart?: boolean;
  /** In seconds. */
  readonly interval: number;
  /** In seconds. */
  readonly settle: number;
}

/**
 * Judges what comes to lie in folders until it is interrupted, which is no failure; a line a film goes to
 * standard error.
 *
 * @throws AppError as `scanCommand` does
 */
export async function watchCommand(
  folders: readonly string[],
  options: WatchCommandOptions,
  installation: Installation,
): Promise<ExitCode> {
  const { out, jobs = defaultJobs, interval, settle } = options;
  if (reportLineFor(out) === null)
    throw new AppError('invalid-request', 'A watch adds rows to its report: .csv or .ndjson.');
  await refuseInputs(out, folders);
  await refuseImage(out);
  const unlock = await lockJournal(journalOf(out));
  try {
    return await withInterrupt((control) =>
      withServices(installation, { ...options, jobs, isBatch: true }, async (services) => {
        const filter = filterOf(options);
        const { card } = services.classifier;
        const paths = folders.map((folder) => resolve(folder));
        const conditions: BatchConditions = {
          ...{ kind: 'watch', paths, workingDirectory: process.cwd(), filter },
          ...judgedBy(card),
        };
        const goesOn = !options.restart && (await hasJournal(journalOf(out)));
        const journal = await openJournal(journalOf(out), conditions, goesOn ? 'resume' : 'restart');
        process.stderr.write(`Watching; ${journal.places.length} films were judged before.\n`);
        const watched = {
          paths,
          filter,
          jobs: filmsInFlight(jobs),
          out,
          interval: interval * 1000,
          settle: settle * 1000,
        };
        try {
          return await watchFolder(services, journal, watched, control, {
            ...askForRoom(),
            onJudged({ source, frames }) {
              for (const { outcome } of frames)
                process.stderr.write(`${sourceText(source)}: ${wordsFor(outcome)}\n`);
            },
          });
        } catch (thrown) {
          if (toErrorReport(thrown).code !== 'cancelled') throw thrown;
          return exitCode.ok;
        } finally {
          await journal.close();
        }
      }),
    );
  } finally {
    await unlock();
  }
}

function wordsFor(outcome: ReportedFrame['outcome']): string {
  if (outcome.kind === 'failure') return outcome.error.code;
  const { words } = findingLooks[findingOf(outcome.result)];
  if (!('prediction' in outcome.result)) return `${words} (${outcome.result.scope.reason})`;
  return `${words}, ${formatProbability(outcome.result.prediction.probability)}`;
}
