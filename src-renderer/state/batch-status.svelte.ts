import { noBatch, type BatchOrder, type BatchState } from '#common/contract/batch';
import type { ProgressSample } from '#common/batch/summary';
import { toErrorReport, type ErrorReport } from '#common/errors';

/** How it stands with the batch, and what may be done about it. */
export class BatchStatusState {
  state: BatchState = $state.raw(noBatch);
  /** Why the last order was not followed. */
  refusal: ErrorReport | null = $state.raw(null);
  /** How the batch went on, as far as this window saw it. */
  samples: readonly ProgressSample[] = $state.raw([]);
  readonly #order: (order: BatchOrder) => Promise<void>;

  constructor(order: (order: BatchOrder) => Promise<void>) {
    this.#order = order;
  }

  receive(state: BatchState): void {
    this.state = state;
    this.refusal = null;
    if (state.phase === 'starting') this.samples = [];
    else if (state.progress !== null) this.#sample(state.progress.films, state.phase === 'finished');
  }

  /** Once a second, which is as fine as they are drawn, and at the end. */
  #sample(films: number, isLast: boolean): void {
    const seconds = performance.now() / 1000;
    const last = this.samples.at(-1);
    if (last === undefined || isLast || seconds - last.seconds >= 1)
      this.samples = [...this.samples, { seconds, films }];
  }

  refuse(error: ErrorReport): void {
    this.refusal = error;
  }

  order(order: BatchOrder): void {
    this.#order(order).catch((thrown: unknown) => this.refuse(toErrorReport(thrown)));
  }

  /** Takes a batch that is over, or a refusal, off the screen. */
  dismiss(): void {
    if (this.refusal !== null) this.refusal = null;
    else this.state = noBatch;
  }
}
