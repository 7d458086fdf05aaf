import type { Reply } from '#common/contract/call';
import { AppError, fromErrorReport } from '#common/errors';
import { Worker } from 'node:worker_threads';

export type Answer<Value> = Reply<Value>;

/** What a thread is started with. */
export interface ThreadStart {
  /** The address of the module that calls `answerRequests`. */
  readonly entry: string;
  /** Copied to each thread, but for shared buffers. */
  readonly shared: unknown;
}

interface Asked<Request, Value> {
  readonly request: Request;
  resolve(value: Value): void;
  reject(cause: Error): void;
}

/** Threads that run TypeScript of the checkout: each takes the oldest request that nobody works on yet. */
export class ThreadTeam<Request, Value> {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[];
  readonly #busy = new Map<Worker, Asked<Request, Value>>();
  readonly #waiting: Asked<Request, Value>[] = [];
  #failure: Error | null = null;

  constructor(entry: URL, threads: number, shared: unknown = null) {
    const workerData: ThreadStart = { entry: entry.href, shared };
    this.#workers = Array.from({ length: threads }, () => this.#start(workerData));
    this.#idle = [...this.#workers];
  }

  /** @throws AppError of the thread's work, or of the thread's own end. */
  ask(request: Request): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure);
      this.#waiting.push({ request, resolve, reject });
      this.#assign();
    });
  }

  /** Ends the threads at once; what was asked and not answered fails. */
  async close(): Promise<void> {
    this.#fail(new AppError('cancelled', 'The threads were ended.'));
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(workerData: ThreadStart): Worker {
    const worker = new Worker(new URL('./thread.mjs', import.meta.url), { workerData });
    worker.on('message', (answer: Answer<Value>) => this.#take(worker, answer));
    worker.on('error', (cause: Error) => this.#fail(cause));
    worker.on('exit', () => this.#fail(new AppError('internal', 'A thread ended before its work was done.')));
    return worker;
  }

  #assign(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const [worker, asked] = [this.#idle.shift()!, this.#waiting.shift()!];
      this.#busy.set(worker, asked);
      worker.postMessage(asked.request);
    }
  }

  #take(worker: Worker, answer: Answer<Value>): void {
    const asked = this.#busy.get(worker);
    this.#busy.delete(worker);
    this.#idle.push(worker);
    this.#assign();
    if (answer.ok) asked?.resolve(answer.value);
    else asked?.reject(fromErrorReport(answer.error));
  }

  #fail(cause: Error): void {
    this.#failure ??= cause;
    for (const { reject } of [...this.#busy.values(), ...this.#waiting.splice(0)]) reject(cause);
    this.#busy.clear();
  }
}
