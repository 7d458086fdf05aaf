import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isWanted } from '#common/batch/film-filter';
import { sourceText } from '#common/contract/film-source';
import type { ErrorCode } from '#common/errors';
import { reportLineFor, reportWriterFor } from '../report/report-format.ts';
import type { ScanServices } from '../scan/scan-films.ts';
import { findFiles } from '../survey/find-files.ts';
import type { BatchControl } from './batch-control.ts';
import { judgeHere, type FilmOfBatch } from './film-judge.ts';
import type { Journal } from './journal.ts';
import type { JudgedFilm } from './journal-records.ts';
import {
  insist,
  keepFilm,
  reportedFrames,
  writeReport,
  type BatchOptions,
  type BatchWatcher,
} from './run-batch.ts';
import { SettledFiles } from './settled-files.ts';

export interface WatchOptions extends BatchOptions {
  /** A `.csv` or `.ndjson` file, which rows are added to. */
  readonly out: string;
  /** In milliseconds, between two looks at the folders. */
  readonly interval: number;
  /** In milliseconds: how long a file must have stayed the same. */
  readonly settle: number;
}

/** Another program may still be at it: the file is tried again at every look, and no row says that it failed. */
const passing: readonly ErrorCode[] = ['file-unreadable', 'file-not-found', 'file-changed'];

/**
 * Judges every film that comes to lie below some paths, once, until it is cancelled; the films are only read. The
 * journal remembers across runs what was judged, and the report is written anew from it at the start.
 *
 * @throws AppError `cancelled`, `disk-full` or `output-unwritable`
 */
export async function watchFolder(
  services: ScanServices,
  journal: Journal,
  options: WatchOptions,
  control: BatchControl,
  watcher: Pick<BatchWatcher, 'onJudged' | 'awaitRoom'>,
): Promise<never> {
  const { paths, filter, jobs, askPassword, interval, settle } = options;
  const settled = new SettledFiles(settle, () => performance.now());
  const report = new GrowingReport(options.out, journal, watcher);
  const retried = new Set<string>();
  for (;;) {
    await report.refresh();
    const films = judgeHere(services).judge(settled.among(findFiles(paths)), {
      jobs,
      askPassword,
      signal: control.signal,
      isWanted: (description) => isWanted(description, filter),
      earlier: journal,
    });
    for await (const film of films) {
      const passed = passingFile(film);
      if (passed === null) await note(film);
      else retried.add(passed);
      await control.passed();
    }
    await insist(() => journal.sync(), watcher);
    for (const path of retried) settled.again(path);
    retried.clear();
    await sleep(interval, undefined, { signal: control.signal }).catch(() => undefined);
    await control.passed();
  }

  async function note(film: FilmOfBatch): Promise<void> {
    const judged = (await keepFilm(film, journal, watcher))?.judged ?? null;
    if (judged === null) return;
    await report.add(judged);
    watcher.onJudged?.(judged);
    if (journal.isSyncDue) await insist(() => journal.sync(), watcher);
  }
}

/** The file that is to be tried again; null of any other. */
function passingFile(film: FilmOfBatch): string | null {
  if (film.kind !== 'judged') return null;
  const { source, frames } = film.film;
  const isPassing = frames.some(
    ({ outcome }) => outcome.kind === 'failure' && passing.includes(outcome.error.code),
  );
  return isPassing ? source.path : null;
}

/** A report that rows are added to; where that fails, as with a table that is open elsewhere, it is made up for. */
class GrowingReport {
  readonly #out: string;
  readonly #journal: Journal;
  readonly #watcher: Pick<BatchWatcher, 'awaitRoom'>;
  #isBehind = true;
  #wasWritten = false;

  constructor(out: string, journal: Journal, watcher: Pick<BatchWatcher, 'awaitRoom'>) {
    this.#out = out;
    this.#journal = journal;
    this.#watcher = watcher;
  }

  /** Writes it anew where it lacks rows. @throws AppError `output-unwritable` if it never could be written */
  async refresh(): Promise<void> {
    if (!this.#isBehind) return;
    const rows = () => reportedFrames(this.#journal, this.#journal.places);
    try {
      await writeReport(this.#out, reportWriterFor(this.#out)!, rows, this.#watcher);
      this.#isBehind = false;
      this.#wasWritten = true;
    } catch (thrown) {
      if (!this.#wasWritten) throw thrown;
    }
  }

  async add({ source, attributes, frames }: JudgedFilm): Promise<void> {
    if (this.#isBehind) return;
    const toLine = reportLineFor(this.#out)!;
    const lines = frames.map((frame) => toLine({ path: sourceText(source), attributes, ...frame }));
    await appendFile(this.#out, lines.join('')).catch(() => (this.#isBehind = true));
  }
}
