import { ThreadTeam } from '../threads/thread-team.ts';
import type { BatchRequest } from './batch-worker.ts';
import type { Batch } from './batch.ts';
import type { ReducedFilms } from './film-cache.ts';

/** Batches ready or in the making beside one for each thread; enough to cover what one training step takes. */
const ahead = 2;

/** Makes batches on threads of its own while the trainer computes. */
export class BatchLoader {
  readonly #team: ThreadTeam<BatchRequest, Batch>;
  readonly #threads: number;

  /** @param threads how many make batches; what they make and its order are the same for any number. */
  constructor({ buffer, films }: ReducedFilms, threads = 1) {
    this.#team = new ThreadTeam(new URL('./batch-worker.ts', import.meta.url), threads, { buffer, films });
    this.#threads = threads;
  }

  /**
   * Gives the requested batches in their order.
   *
   * @throws AppError of the thread's when a batch cannot be made.
   */
  async *load(requests: Iterable<BatchRequest>): AsyncGenerator<Batch> {
    const pending: Promise<Batch>[] = [];
    for (const request of requests) {
      pending.push(this.#ask(request));
      if (pending.length > ahead + this.#threads) yield await pending.shift()!;
    }
    for (const batch of pending) yield await batch;
  }

  async close(): Promise<void> {
    await this.#team.close();
  }

  /** A failure is seen when its turn comes; until then it must not count as unhandled. */
  #ask(request: BatchRequest): Promise<Batch> {
    const batch = this.#team.ask(request);
    batch.catch(() => undefined);
    return batch;
  }
}
