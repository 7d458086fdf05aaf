import { resolve } from 'node:path';
import * as v from 'valibot';
import { isWanted } from '#common/batch/film-filter';
import { AppError, toErrorReport } from '#common/errors';
import { failedFilm, judgeHere } from '../batch/film-judge.ts';
import { judgedBy } from '../batch/journal-records.ts';
import type { ScanOptions, ScanServices } from '../scan/scan-films.ts';
import { filmTaskSchema, type FilmAnswer, type FilmTask } from './film-task.ts';
import type { QueueAddress } from './queue-address.ts';
import { requireBelow } from './film-roots.ts';
import { openWorkingEnd, type WorkerOptions } from './redis-queue.ts';

/** Whoever watches a worker. */
export interface WorkerWatcher {
  /** The server is there, and films are waited for. */
  onReady(): void;
  onAnswer(answer: FilmAnswer): void;
  /** The server is away; it is waited for. */
  onTrouble(): void;
}

/** What a worker is told at its start. */
export interface WorkOptions extends WorkerOptions, Pick<ScanOptions, 'askPassword'> {
  /** Real paths of the folders below which films may be opened; anywhere if left out. */
  readonly roots?: readonly string[];
}

/** Films of one archive in work at a time. */
const jobsOfArchive = 2;

/**
 * Judges films for the scans of a queue until it is told to end; what is in work then is finished.
 *
 * @throws AppError `queue-unavailable`, `queue-mismatch` where a scan asks for another model, or for what this
 *   version does not know; its films go back to the queue untouched
 */
export async function workForQueue(
  address: QueueAddress,
  options: WorkOptions,
  services: ScanServices,
  signal: AbortSignal,
  watcher: WorkerWatcher,
): Promise<void> {
  const own = judgedBy(services.classifier.card);
  let refusal: AppError | null = null;
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  signal.addEventListener('abort', end, { once: true });
  const work = async (asked: unknown) => {
    const { success, output: task } = v.safeParse(filmTaskSchema, asked);
    if (!success || task.judgement !== own.judgement) {
      refusal ??= refuse(success ? 'another model or operating point' : 'another version of Osteon');
      end();
    }
    if (!success || refusal !== null) return 'refused';
    const answer = await judgeTask(task, services, options);
    watcher.onAnswer(answer);
    return { answer };
  };
  const { close } = await openWorkingEnd(address, options, work, watcher.onTrouble);
  watcher.onReady();
  if (!signal.aborted) await over;
  await close();
  signal.removeEventListener('abort', end);
  if (refusal !== null) throw refusal;
}

async function judgeTask(
  { path, workingDirectory, named, filter }: FilmTask,
  services: ScanServices,
  { askPassword, roots }: WorkOptions,
): Promise<FilmAnswer> {
  const answer: FilmAnswer = [];
  const file = { path: resolve(workingDirectory, path), named };
  try {
    if (roots !== undefined) await requireBelow(file.path, roots);
  } catch (thrown) {
    return [{ kind: 'judged', film: failedFilm(path, toErrorReport(thrown)) }];
  }
  const films = judgeHere(services).judge(only(file), {
    jobs: jobsOfArchive,
    askPassword,
    isWanted: (description) => isWanted(description, filter),
  });
  for await (const film of films)
    if (film.kind === 'judged')
      answer.push({ kind: 'judged', film: { ...film.film, source: { ...film.film.source, path } } });
    else answer.push({ kind: 'unwanted', source: { ...film.source, path } });
  return answer;
}

async function* only<T>(item: T): AsyncGenerator<T> {
  yield item;
}

function refuse(difference: string): AppError {
  return new AppError('queue-mismatch', `The scan in the queue is for ${difference} than this worker's.`);
}
