import { AppError } from '#common/errors';

/**
 * How much a task is wanted: `first` by somebody who waits for it, `later` and `last` in the background, in this
 * order.
 */
export type Urgency = 'first' | 'later' | 'last';

const urgencies = ['first', 'later', 'last'] as const satisfies readonly Urgency[];

export interface Turn {
  /**
   * Takes a waiting task out of the queue and gives up on the result of a running one, which itself goes on to
   * its end.
   */
  readonly signal?: AbortSignal | undefined;
  /** `first` if left out. */
  readonly urgency?: Urgency;
}

/** Lets a limited number of tasks run at a time: the most urgent first, equals as they came. */
export interface Turns {
  /**
   * Runs a task when its turn comes.
   *
   * @throws AppError `cancelled`, or what the task throws.
   */
  take<T>(task: () => Promise<T>, turn?: Turn): Promise<T>;
}

/** Where there is more than one place, one is kept free of background tasks: what is wanted first never waits for them. */
export function createTurns(limit: number): Turns {
  const waiting: Readonly<Record<Urgency, Set<() => void>>> = {
    first: new Set(),
    later: new Set(),
    last: new Set(),
  };
  const backgroundLimit = Math.max(1, limit - 1);
  let running = 0;
  let inBackground = 0;

  const isPlaceFor = (urgency: Urgency): boolean =>
    running < limit && (urgency === 'first' || inBackground < backgroundLimit);

  function startNext(): void {
    for (const urgency of urgencies)
      for (const start of waiting[urgency]) {
        if (!isPlaceFor(urgency)) break;
        start();
      }
  }

  async function execute<T>(task: () => Promise<T>, urgency: Urgency): Promise<T> {
    const background = urgency === 'first' ? 0 : 1;
    running++;
    inBackground += background;
    try {
      return await task();
    } finally {
      running--;
      inBackground -= background;
      startNext();
    }
  }

  return {
    take: <T>(task: () => Promise<T>, { signal, urgency = 'first' }: Turn = {}) =>
      new Promise<T>((resolve, reject) => {
        const cancel = (): void => {
          waiting[urgency].delete(start);
          reject(new AppError('cancelled', 'Cancelled.'));
        };
        const start = (): void => {
          waiting[urgency].delete(start);
          execute(task, urgency)
            .then(resolve, reject)
            .finally(() => signal?.removeEventListener('abort', cancel));
        };
        if (signal?.aborted) return cancel();
        signal?.addEventListener('abort', cancel, { once: true });
        if (isPlaceFor(urgency)) start();
        else waiting[urgency].add(start);
      }),
  };
}
