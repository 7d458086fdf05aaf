import { Worker } from 'node:worker_threads';
import { AppError, fromErrorReport } from '#common/errors';
import type { ModelInput } from '#common/imaging/preprocess';
import type { Classification } from './classifier.ts';
import type { ClassifyReply, ClassifyRequest } from './classify-worker.ts';
import type { StoredModel } from './model-store.ts';

/** Where the CPU judges several films at a time. */
export interface ParallelOptions {
  /** The built file of `classify-worker.ts`. */
  readonly workerFile: string;
  /** Films judged at a time, each by one thread. */
  readonly threads: number;
}

/** Threads with a session each. */
export interface ClassifyingThreads {
  /** @throws AppError `inference-failed`; a thread that ended is replaced */
  classify(input: ModelInput, preprocessMilliseconds: number): Promise<Classification>;
  /** Ends the threads once what they were asked is answered. */
  close(): Promise<void>;
}

/**
 * Judges on the CPU with one thread a film. Operators that are shared between threads wait for the slowest of them,
 * and wait by spinning, which takes from a batch the time in which it could decode.
 */
export function startClassifyingThreads(
  model: StoredModel,
  { workerFile, threads }: ParallelOptions,
): ClassifyingThreads {
  const all = Array.from({ length: threads }, () => new ClassifyingThread(model, workerFile));
  return {
    classify: (input, preprocessMilliseconds) =>
      all.reduce((a, b) => (b.owed < a.owed ? b : a)).classify(input, preprocessMilliseconds),
    async close() {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

interface Waiting {
  resolve(classification: Classification): void;
  reject(thrown: unknown): void;
}

class ClassifyingThread {
  readonly #model: StoredModel;
  readonly #workerFile: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(model: StoredModel, workerFile: string) {
    this.#model = model;
    this.#workerFile = workerFile;
    this.#worker = this.#start();
  }

  /** Films that wait for this thread. */
  get owed(): number {
    return this.#waiting.size;
  }

  classify(input: ModelInput, preprocessMilliseconds: number): Promise<Classification> {
    const id = ++this.#lastId;
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, input, preprocessMilliseconds } satisfies ClassifyRequest);
    });
  }

  /** A thread that is terminated while the runtime is at work in it takes the whole process with it. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage(null);
    await exited;
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile, { workerData: this.#model });
    worker.on('message', ({ id, reply }: ClassifyReply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (reply.ok) waiting?.resolve(reply.value);
      else waiting?.reject(fromErrorReport(reply.error));
    });
    // The end of the thread follows, and says it all.
    worker.on('error', () => undefined);
    worker.once('exit', () => this.#leave());
    return worker;
  }

  #leave(): void {
    this.#worker = null;
    for (const { reject } of this.#waiting.values())
      reject(new AppError('inference-failed', 'The thread of the network ended by itself.'));
    this.#waiting.clear();
  }
}
