import type { FilmFilter } from '#common/batch/film-filter';
import { isWanted } from '#common/batch/film-filter';
import { ProgressCount, type BatchProgress } from '#common/batch/batch-progress';
import { sourceText } from '#common/contract/film-source';
import { toErrorReport } from '#common/errors';
import { isDeepStrictEqual } from 'node:util';
import type { ReportedFrame } from '../report/columns.ts';
import type { ReportWriter } from '../report/report-format.ts';
import { writeOutput } from '../report/write-output.ts';
import type { ScanOptions } from '../scan/scan-films.ts';
import { findFiles, type FoundFile } from '../survey/find-files.ts';
import type { BatchControl } from './batch-control.ts';
import type { FilmJudge, FilmOfBatch } from './film-judge.ts';
import type { Place } from './journal-file.ts';
import type { Journal } from './journal.ts';
import type { JudgedFilm } from './journal-records.ts';
import { filesOfShard, withMediaListed, type Shard } from './shard.ts';

export interface BatchOptions {
  readonly paths: readonly string[];
  readonly filter: FilmFilter;
  /** Films in flight at a time: what bounds the memory. */
  readonly jobs: number;
  readonly askPassword?: ScanOptions['askPassword'];
  readonly onResult?: ScanOptions['onResult'];
  /** All files if left out. */
  readonly shard?: Shard;
}

/** Whoever watches a batch. */
export interface BatchWatcher {
  /** Called after every film and every change; cheap to call. */
  onProgress(progress: BatchProgress): void;
  /** Called with every film that this run judged, once it is written down. */
  onJudged?(film: JudgedFilm): void;
  /** Resolves when there is room again; absent where nobody can be told, and a full disk ends the batch. */
  awaitRoom?(): Promise<void>;
}

/**
 * Judges all films below some paths and writes each into the journal, but for those that stand in it already.
 * The journal stays open.
 *
 * @returns where the films stand in the journal, in the order in which the paths hold them
 * @throws AppError `cancelled`, `disk-full` or `output-unwritable`
 */
export async function runBatch(
  judge: FilmJudge,
  journal: Journal,
  options: BatchOptions,
  control: BatchControl,
  watcher: BatchWatcher,
): Promise<readonly Place[]> {
  const { filter, jobs, askPassword, onResult } = options;
  const files = () => filesOf(options, judge, control.signal);
  const count = new ProgressCount(() => performance.now());
  const tell = () => watcher.onProgress(count.progress);
  control.onChange(() => {
    if (control.isPaused) count.pause();
    else count.resume();
    tell();
  });
  // Nobody waits for it: it only says how much there is to do.
  void countFiles(files(), control.signal).then((total) => (count.filesTotal = total));
  const order: Place[] = [];
  const earlier = journal.places.length > 0 ? { earlier: journal } : {};
  const films = judge.judge(gated(files(), control, count), {
    ...earlier,
    jobs,
    signal: control.signal,
    askPassword,
    ...(onResult && { onResult }),
    isWanted: (description) => isWanted(description, filter),
  });
  for await (const film of films) {
    const kept = await keepFilm(film, journal, watcher);
    if (kept === null) count.unwanted++;
    else {
      order.push(kept.place);
      note(film, kept.judged, count);
      if (kept.judged !== null) watcher.onJudged?.(kept.judged);
    }
    if (journal.isSyncDue) await insist(() => journal.sync(), watcher);
    tell();
  }
  await insist(() => journal.sync(), watcher);
  return order;
}

function note(film: FilmOfBatch, judged: JudgedFilm | null, count: ProgressCount): void {
  if (film.kind === 'judged' && judged !== null) count.judged();
  else count.recalled();
  if (judged?.frames.some(({ outcome }) => outcome.kind === 'failure')) count.failed++;
}

/** Writes the report of a batch that is through. @throws AppError `disk-full`, `output-unwritable` */
export async function writeReport(
  out: string,
  writer: ReportWriter,
  rows: () => AsyncIterable<ReportedFrame>,
  watcher: Pick<BatchWatcher, 'awaitRoom'>,
): Promise<void> {
  await insist(() => writeOutput(out, writer(rows())), watcher);
}

/** The rows of films of a journal. @throws AppError `journal-damaged` */
export async function* reportedFrames(
  journal: Journal,
  places: readonly Place[],
): AsyncGenerator<ReportedFrame> {
  for (const place of places) {
    const { source, attributes, frames } = await journal.read(place);
    for (const frame of frames) yield { path: sourceText(source), attributes, ...frame };
  }
}

function filesOf(
  { paths, shard }: BatchOptions,
  { pool }: FilmJudge,
  signal: AbortSignal,
): AsyncIterable<FoundFile> {
  const files = findFiles(paths);
  return shard === undefined ? files : filesOfShard(withMediaListed(files, pool, signal), shard);
}

async function* gated(
  files: AsyncIterable<FoundFile>,
  control: BatchControl,
  count: ProgressCount,
): AsyncGenerator<FoundFile> {
  for await (const file of files) {
    await control.passed();
    count.filesDone++;
    yield file;
  }
}

/**
 * Writes a film down unless it stands there already. Null for a film that is not wanted.
 *
 * @throws AppError `disk-full`, `output-unwritable` or `journal-damaged`
 */
export async function keepFilm(
  film: FilmOfBatch,
  journal: Journal,
  watcher: Pick<BatchWatcher, 'awaitRoom'>,
): Promise<{ readonly place: Place; readonly judged: JudgedFilm | null } | null> {
  if (film.kind === 'unwanted') return null;
  const place = await placeAlready(film, journal);
  if (place !== null) return { place, judged: null };
  const judged = film.kind === 'judged' ? film.film : await recall(film, journal);
  return { place: await insist(() => journal.append(judged), watcher), judged };
}

/** What failed before anything of it was known has no stamp to be known by: it is the same if it says the same. */
async function placeAlready(
  film: Exclude<FilmOfBatch, { kind: 'unwanted' }>,
  journal: Journal,
): Promise<Place | null> {
  const { source, stamp } = film.kind === 'known' ? film : film.film;
  const place = journal.placeOf(source);
  if (place === null || (film.kind === 'known' && film.contentSha256 === null)) return place;
  if (stamp !== null) return journal.isKnown(source, stamp) ? place : null;
  if (film.kind === 'known') return null;
  const written = await journal.read(place);
  return written.stamp === null && isDeepStrictEqual(written.frames, film.film.frames) ? place : null;
}

/** The same bytes in another place, or with another time, are the same film. */
async function recall(film: Extract<FilmOfBatch, { kind: 'known' }>, journal: Journal): Promise<JudgedFilm> {
  const { source, stamp, contentSha256 } = film;
  return { ...(await journal.readContent(contentSha256!)), source, stamp };
}

/** Tries again, once there is room, what failed because there was none. */
export async function insist<T>(
  write: () => Promise<T>,
  { awaitRoom }: Pick<BatchWatcher, 'awaitRoom'>,
): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (thrown) {
      if (awaitRoom === undefined || toErrorReport(thrown).code !== 'disk-full') throw thrown;
      await awaitRoom();
    }
  }
}

/** Null where the batch ended before all were counted. */
async function countFiles(files: AsyncIterable<FoundFile>, signal: AbortSignal): Promise<number | null> {
  let total = 0;
  for await (const _ of files) {
    if (signal.aborted) return null;
    total++;
  }
  return total;
}
