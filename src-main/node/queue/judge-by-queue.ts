import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import * as v from 'valibot';
import type { FilmSource } from '#common/contract/film-source';
import { AppError, toErrorReport, type ErrorCode, type ErrorReport } from '#common/errors';
import { failedFilm, type FilmJudge, type FilmOfBatch } from '../batch/film-judge.ts';
import type { BatchConditions } from '../batch/journal-records.ts';
import { withMediaListed } from '../batch/shard.ts';
import type { JudgedFilm } from '../batch/journal-records.ts';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { ScanOptions } from '../scan/scan-films.ts';
import { readFileStamp } from '../survey/file-stamp.ts';
import { eachOnce, type FoundFile } from '../survey/find-files.ts';
import { mapInOrder } from '../survey/map-in-order.ts';
import { filmAnswerSchema, type FilmAnswer, type FilmTask } from './film-task.ts';
import type { TaskLedger } from './task-ledger.ts';

type File = Exclude<FoundFile, { readonly error: ErrorReport }>;

const sealed: readonly ErrorCode[] = ['archive-encrypted', 'archive-password-wrong'];

/** What a file came to, and the task that was asked about it; null where none was. */
interface Outcome {
  readonly films: readonly FilmOfBatch[];
  readonly taskId: string | null;
}

/**
 * Judges films by workers on whatever machine, a task a file, `jobs` of them at a time. A task is taken away once
 * whoever takes the films comes back for the next: a scan that is killed finds the answers again when it is resumed.
 *
 * @param scan a word for the scan, the same when it is resumed, that no other scan has
 */
export function judgeByQueue(
  ledger: TaskLedger,
  pool: Pick<DecodePool, 'readMediumDirectory' | 'fingerprint'>,
  conditions: BatchConditions,
  scan: string,
): FilmJudge {
  /**
   * A worker may be mistaken about which file lies under a path there, or about its model.
   *
   * @throws AppError `queue-mismatch`, `file-changed`
   */
  async function requireAnswersTo(path: string, films: FilmAnswer): Promise<void> {
    for (const answered of films) {
      const { source } = answered.kind === 'judged' ? answered.film : answered;
      if (source.path !== path)
        throw new AppError('queue-mismatch', 'A worker answered for another file than it was asked about.');
      if (answered.kind !== 'judged') continue;
      const { contentSha256, frames } = answered.film;
      if (!frames.every(({ outcome }) => isOfModel(outcome, conditions.model.sha256)))
        throw new AppError('queue-mismatch', 'A worker answered by another model.');
      if (contentSha256 !== null && ![contentSha256, null].includes(await contentHere(source)))
        throw new AppError('file-changed', 'A worker judged another content than the file has here.');
    }
  }

  /** Null of a film that a worker alone has the password for. Relative paths begin where the scan does. */
  async function contentHere(source: FilmSource): Promise<string | null> {
    const film = { ...source, path: resolve(conditions.workingDirectory, source.path) };
    return pool.fingerprint(film).catch((thrown: unknown) => {
      if (sealed.includes(toErrorReport(thrown).code)) return null;
      throw thrown;
    });
  }

  return {
    pool,
    async *judge(files, { jobs, signal, earlier }) {
      const cancel = (): void => void ledger.close();
      signal?.addEventListener('abort', cancel, { once: true });
      const each = eachOnce(withMediaListed(files, pool, signal));
      for await (const { films, taskId } of mapInOrder(each, jobs, (file) => judgeFile(file, earlier))) {
        yield* films;
        if (taskId !== null) ledger.forget(taskId);
      }
      signal?.removeEventListener('abort', cancel);
    },
  };

  async function judgeFile(file: FoundFile, earlier: ScanOptions['earlier']): Promise<Outcome> {
    const source = { path: file.path };
    if ('error' in file) return { films: [failure(file.path, file.error)], taskId: null };
    const stamp = await readFileStamp(file.path).catch(() => null);
    if (stamp !== null && earlier?.isKnown(source, stamp))
      return { films: [{ kind: 'known', source, stamp, contentSha256: null }], taskId: null };
    // A file that was changed is another task.
    const taskId = createHash('sha256')
      .update(JSON.stringify([scan, file.path, stamp]))
      .digest('hex');
    return { films: await ask(taskId, file), taskId };
  }

  async function ask(taskId: string, { path, named }: File): Promise<readonly FilmOfBatch[]> {
    const { workingDirectory, filter, model, judgement } = conditions;
    const task = { path, workingDirectory, named, filter, model, judgement };
    try {
      const answer = await ledger.request(taskId, {
        ...{ format: 'osteon-film-task', version: 1 },
        ...task,
      } satisfies FilmTask);
      const films = v.parse(filmAnswerSchema, answer);
      await requireAnswersTo(path, films);
      return films;
    } catch (thrown) {
      const { code, message } = toErrorReport(thrown);
      if (code === 'cancelled') throw thrown;
      return [failure(path, { code, message })];
    }
  }
}

function isOfModel(outcome: JudgedFilm['frames'][number]['outcome'], sha256: string): boolean {
  if (outcome.kind === 'failure' || !('stamp' in outcome.result)) return true;
  return outcome.result.stamp.model.sha256 === sha256;
}

function failure(path: string, error: ErrorReport): FilmOfBatch {
  return { kind: 'judged', film: failedFilm(path, error) };
}
