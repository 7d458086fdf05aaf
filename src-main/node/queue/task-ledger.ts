import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#common/errors';
import type { AskingEnd, EndedTask } from './redis-queue.ts';

interface Owed {
  readonly task: unknown;
  readonly answer: Promise<unknown>;
  settle(ended: EndedTask): void;
  abandon(): void;
}

/** What a server that is away may hold up the end. */
const closeMilliseconds = 1000;
const lookMilliseconds = 200;
/** How often tasks that the server may have forgotten are looked for. */
const auditMilliseconds = 5000;

/**
 * Asks tasks and waits for their answers, whatever becomes of the server: it is looked at again and again rather
 * than listened to, and a task that it has forgotten is asked once more.
 */
export class TaskLedger {
  readonly #end: AskingEnd;
  readonly #owed = new Map<string, Owed>();
  readonly #closing = new AbortController();
  readonly #loop: Promise<void>;
  #closed: Promise<void> | null = null;
  #lastAudit = performance.now();

  constructor(end: AskingEnd) {
    this.#end = end;
    this.#loop = this.#look();
  }

  /**
   * The answer to a task, once it is there; one that was given before under this name and not taken away counts.
   *
   * @throws AppError `engine-stopped` where no worker could answer, `cancelled` once this is closed
   */
  async request(id: string, task: unknown): Promise<unknown> {
    const known = this.#owed.get(id);
    if (known !== undefined) return known.answer;
    const owed = owing(task);
    this.#owed.set(id, owed);
    if (this.#closing.signal.aborted) this.#abandon();
    // A task that could not be asked is one that the server has forgotten.
    else this.#end.ask(id, task).catch(() => undefined);
    return owed.answer;
  }

  /** Takes the answer away, now that it is written down elsewhere. */
  forget(id: string): void {
    this.#end.remove([id]).catch(() => undefined);
  }

  /** Lets go of the tasks that nobody works at yet. */
  close(): Promise<void> {
    return (this.#closed ??= this.#letGo());
  }

  async #letGo(): Promise<void> {
    this.#closing.abort();
    const left = [...this.#owed.keys()];
    this.#abandon();
    const patience = sleep(closeMilliseconds, undefined, { ref: false });
    if (left.length > 0) await Promise.race([this.#end.remove(left).catch(() => undefined), patience]);
    await this.#end.close();
    await this.#loop;
  }

  async #look(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await sleep(lookMilliseconds, undefined, { signal }).catch(() => undefined);
      if (this.#owed.size > 0 && !signal.aborted) await this.#collect().catch(() => undefined);
    }
  }

  async #collect(): Promise<void> {
    for (const ended of await this.#end.ended()) {
      const owed = this.#owed.get(ended.id);
      this.#owed.delete(ended.id);
      owed?.settle(ended);
    }
    if (performance.now() - this.#lastAudit < auditMilliseconds) return;
    for (const [id, { task }] of this.#owed) if (!(await this.#end.has(id))) await this.#end.ask(id, task);
    this.#lastAudit = performance.now();
  }

  #abandon(): void {
    for (const { abandon } of this.#owed.values()) abandon();
    this.#owed.clear();
  }
}

function owing(task: unknown): Owed {
  let settle: Owed['settle'] = () => undefined;
  let abandon = (): void => undefined;
  const answer = new Promise<unknown>((resolve, reject) => {
    settle = (ended) => {
      if ('answer' in ended) resolve(ended.answer);
      else
        reject(new AppError('engine-stopped', 'No worker could judge this film.', { cause: ended.reason }));
    };
    abandon = () => reject(new AppError('cancelled', 'The scan was cancelled.'));
  });
  answer.catch(() => undefined);
  return { task, answer, settle, abandon };
}
