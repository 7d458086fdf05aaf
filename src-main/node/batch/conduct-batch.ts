import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { FilmFilter } from '#common/batch/film-filter';
import { ProgressCount, type BatchProgress } from '#common/batch/batch-progress';
import type { BatchKind } from '#common/contract/batch';
import type { ProviderChoice } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { createDecodePool } from '../decode/decode-pool.ts';
import { createClassifier } from '../inference/classifier.ts';
import { reportWriterFor } from '../report/report-format.ts';
import type { ScanServices } from '../scan/scan-films.ts';
import type { BatchControl } from './batch-control.ts';
import { judgeHere } from './film-judge.ts';
import { judgedBy, type BatchConditions, type JudgedFilm } from './journal-records.ts';
import { lockJournal } from './journal-lock.ts';
import { journalOf, type Journal } from './journal.ts';
import { hasJournal, openJournal, readConditions, type BatchStart } from './open-journal.ts';
import { reportedFrames, runBatch, writeReport, type BatchWatcher } from './run-batch.ts';
import { watchFolder } from './watch-folder.ts';

/** What films are judged with. */
export interface BatchInstallation {
  readonly modelDirectory: string;
  readonly provider: ProviderChoice;
  readonly decodeWorker: string;
}

/** A batch as the window asks for it. */
export interface BatchRequest extends BatchInstallation {
  readonly kind: BatchKind;
  readonly start: BatchStart;
  /** Absolute; none where an unfinished scan is resumed, which knows its own. */
  readonly paths: readonly string[];
  /** The report, whose ending chooses the format. */
  readonly out: string;
  readonly filter: FilmFilter;
}

/** Whoever watches a batch from its beginning to its end. */
export interface BatchAudience {
  onProgress(progress: BatchProgress): void;
  /** Every film that is in the journal, those of earlier runs first. */
  onFilm(film: JudgedFilm): void;
  /** The disk is full: the batch is paused until it is told to go on. */
  onDiskFull(): void;
}

type Assignment = Pick<BatchConditions, 'paths' | 'filter' | 'workingDirectory'>;

/** Looks at a watched folder every so often, and takes a file that has not changed for so long; milliseconds. */
const watching = { interval: 5000, settle: 3000 } as const;

/**
 * Runs a whole batch, from its journal to its report; a watch runs until it is cancelled.
 *
 * @throws AppError of `openJournal`, `lockJournal`, `runBatch` and of the model
 */
export async function conductBatch(
  request: BatchRequest,
  control: BatchControl,
  audience: BatchAudience,
): Promise<void> {
  const unlock = await lockJournal(journalOf(request.out));
  try {
    if (request.start === 'fresh' && request.kind === 'scan' && (await hasJournal(journalOf(request.out))))
      throw new AppError('scan-unfinished', 'An earlier scan into this report is unfinished.');
    await withBatchServices(request, (services) => conduct(request, services, control, audience));
  } finally {
    await unlock();
  }
}

/** Opens model and pool, hands them to `use`, and closes them whatever happens. @throws AppError of the model */
export async function withBatchServices<T>(
  { modelDirectory, provider, decodeWorker }: BatchInstallation,
  use: (services: ScanServices) => Promise<T>,
): Promise<T> {
  const workerFile = join(dirname(decodeWorker), 'classify-worker.cjs');
  const parallel = { workerFile, threads: threads() };
  const classifier = await createClassifier({ modelDirectory, provider, threads: 1, parallel });
  const pool = createDecodePool({ workerFile: decodeWorker, threads: threads() });
  try {
    return await use({ classifier, pool });
  } finally {
    await pool.close();
    await classifier.release();
  }
}

async function conduct(
  request: BatchRequest,
  services: ScanServices,
  control: BatchControl,
  audience: BatchAudience,
): Promise<void> {
  const { out, kind } = request;
  const { paths, filter, workingDirectory } = await assign(request);
  const conditions = { kind, paths, filter, workingDirectory, ...judgedBy(services.classifier.card) };
  const journal = await openJournal(journalOf(out), conditions, await startOf(request));
  try {
    for (const place of journal.places) audience.onFilm(await journal.read(place));
    const watcher = watcherOf(control, audience);
    const options = { paths, filter, jobs: 2 * threads() + 2 };
    if (kind === 'watch') return await watch(services, journal, { ...options, out }, control, watcher);
    const order = await runBatch(judgeHere(services), journal, options, control, watcher);
    await writeReport(out, reportWriterFor(out)!, () => reportedFrames(journal, order), watcher);
  } catch (thrown) {
    await journal.close();
    throw thrown;
  }
  await journal.remove();
}

/** A watch goes on by itself with what it did before. */
async function startOf({ kind, start, out }: BatchRequest): Promise<BatchStart> {
  if (kind === 'scan' || start === 'restart') return start;
  return (await hasJournal(journalOf(out))) ? 'resume' : 'fresh';
}

async function assign({ start, paths, filter, out }: BatchRequest): Promise<Assignment> {
  if (start !== 'resume' || paths.length > 0) return { paths, filter, workingDirectory: '' };
  const begun = await readConditions(journalOf(out));
  if (begun?.kind !== 'scan')
    throw new AppError('journal-mismatch', 'There is no unfinished scan to go on with.');
  if (!begun.paths.every((path) => isAbsolute(path)))
    throw new AppError(
      'journal-mismatch',
      'The unfinished scan was begun with relative paths, on the command line.',
    );
  return begun;
}

function watcherOf(control: BatchControl, audience: BatchAudience): BatchWatcher {
  return {
    onProgress: (progress) => audience.onProgress(progress),
    onJudged: (film) => audience.onFilm(film),
    async awaitRoom() {
      control.pause();
      audience.onDiskFull();
      await control.passed();
    },
  };
}

/** A watch has no end to be far from: it counts what came in. */
function watch(
  services: ScanServices,
  journal: Journal,
  options: Pick<BatchRequest, 'paths' | 'filter' | 'out'> & { readonly jobs: number },
  control: BatchControl,
  watcher: BatchWatcher,
): Promise<never> {
  const count = new ProgressCount(() => performance.now());
  journal.places.forEach(() => count.recalled());
  const tell = () => watcher.onProgress({ ...count.progress, filmsPerSecond: null });
  control.onChange(() => {
    if (control.isPaused) count.pause();
    else count.resume();
    tell();
  });
  tell();
  return watchFolder(services, journal, { ...options, ...watching }, control, {
    ...watcher,
    onJudged(film) {
      count.judged();
      if (film.frames.some(({ outcome }) => outcome.kind === 'failure')) count.failed++;
      watcher.onJudged?.(film);
      tell();
    },
  });
}

/** The viewer keeps a core to itself. */
function threads(): number {
  return Math.max(1, availableParallelism() - 1);
}
