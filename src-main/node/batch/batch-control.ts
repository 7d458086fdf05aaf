import { setMaxListeners } from 'node:events';
import { AppError } from '#common/errors';

/** How whoever watches a batch holds it up: between two films, so that nothing is done twice. */
export class BatchControl {
  readonly #abort = new AbortController();
  #paused: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  #listener: () => void = () => undefined;

  constructor() {
    // Every film in flight listens, however many there are.
    setMaxListeners(0, this.signal);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isPaused(): boolean {
    return this.#paused !== null;
  }

  /** Called whenever the batch is paused or goes on. */
  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  pause(): void {
    if (this.#paused !== null || this.signal.aborted) return;
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    this.#paused = { over, end };
    this.#listener();
  }

  resume(): void {
    const paused = this.#paused;
    this.#paused = null;
    paused?.end();
    if (paused !== null) this.#listener();
  }

  /** Ends the batch; what it has judged stays in the journal. */
  cancel(): void {
    this.#abort.abort();
    this.resume();
  }

  /** Waits while the batch is paused. @throws AppError `cancelled` */
  async passed(): Promise<void> {
    while (this.#paused !== null) await this.#paused.over;
    if (this.signal.aborted) throw new AppError('cancelled', 'The scan was cancelled.');
  }
}
