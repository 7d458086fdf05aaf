import { AppError } from '#common/errors';
import { rm, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Journal } from './journal.ts';
import type { BatchConditions } from './journal-records.ts';

/** What to do about an unfinished batch of the same report; `fresh` takes none for granted and refuses one. */
export type BatchStart = 'fresh' | 'resume' | 'restart';

/** Whether there is an unfinished batch. */
export async function hasJournal(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Begins a journal or goes on with the one that is there.
 *
 * @throws AppError `scan-unfinished` where there is one and nothing was said of it, `file-not-found` where there
 *   is none to resume, `journal-mismatch` where it is of other conditions, `journal-damaged`, `disk-full` or
 *   `output-unwritable`
 */
export async function openJournal(
  path: string,
  conditions: BatchConditions,
  start: BatchStart,
): Promise<Journal> {
  if (start === 'restart') await rm(path, { force: true });
  if (start !== 'resume') return Journal.create(path, conditions);
  const journal = await Journal.open(path);
  if (journal === null) {
    // Nothing was judged, and there is nothing to say of which batch it was.
    await rm(path, { force: true });
    return Journal.create(path, conditions);
  }
  const difference = differenceBetween(journal.conditions, conditions);
  if (difference === null) return journal;
  await journal.close();
  throw new AppError('journal-mismatch', `The unfinished scan was begun with ${difference}.`);
}

/**
 * What an unfinished batch was begun with; null where it ended before it could be written.
 *
 * @throws AppError `file-not-found`, `journal-damaged` or `output-unwritable`
 */
export async function readConditions(path: string): Promise<BatchConditions | null> {
  const journal = await Journal.open(path);
  await journal?.close();
  return journal?.conditions ?? null;
}

function differenceBetween(begun: BatchConditions, now: BatchConditions): string | null {
  if (begun.kind !== now.kind) return begun.kind === 'watch' ? 'osteon watch' : 'osteon scan';
  if (begun.model.sha256 !== now.model.sha256) return 'another model';
  if (begun.judgement !== now.judgement) return 'another operating point';
  if (!isDeepStrictEqual(begun.paths, now.paths)) return 'other files or folders';
  if (!isDeepStrictEqual(begun.shard, now.shard)) return 'another shard';
  if (begun.workingDirectory !== now.workingDirectory) return 'another working directory';
  return isDeepStrictEqual(begun.filter, now.filter) ? null : 'other filters';
}
