import { Worker } from 'node:worker_threads';
import type { BatchRequest } from './batch-worker.ts';
import type { Batch } from './batch.ts';
import type { ReducedFilms } from './film-cache.ts';

/** Batches ready or in the making; enough to cover what one training step takes. */
const ahead = 3;

interface Waiting {
  resolve(batch: Batch): void;
  reject(cause: Error): void;
}

/** Makes batches on a thread of its own while the trainer computes. */
export class BatchLoader {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];

  constructor(films: ReducedFilms) {
    this.#worker = new Worker(new URL('./batch-thread.mjs', import.meta.url), { workerData: films });
    this.#worker.on('message', (batch: Batch) => this.#waiting.shift()?.resolve(batch));
    this.#worker.on('error', (cause: Error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(cause);
    });
  }

  /**
   * Gives the requested batches in their order.
   *
   * @throws Error of the worker's when a batch cannot be made.
   */
  async *load(requests: Iterable<BatchRequest>): AsyncGenerator<Batch> {
    const pending: Promise<Batch>[] = [];
    for (const request of requests) {
      pending.push(this.#request(request));
      if (pending.length > ahead) yield await pending.shift()!;
    }
    for (const batch of pending) yield await batch;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #request(request: BatchRequest): Promise<Batch> {
    return new Promise<Batch>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
  }
}
