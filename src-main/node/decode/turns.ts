import { AppError } from '#common/errors';

/** Lets a limited number of tasks run at a time, first come first served. */
export interface Turns {
  /**
   * Runs a task when its turn comes. A signal takes a waiting task out of the queue and gives up on the result
   * of a running one, which itself goes on to its end.
   *
   * @throws AppError `cancelled`, or what the task throws.
   */
  take<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createTurns(limit: number): Turns {
  const waiting = new Set<() => void>();
  let running = 0;

  async function execute<T>(task: () => Promise<T>): Promise<T> {
    running++;
    try {
      return await task();
    } finally {
      running--;
      const [next] = waiting;
      next?.();
    }
  }

  return {
    take: <T>(task: () => Promise<T>, signal?: AbortSignal) =>
      new Promise<T>((resolve, reject) => {
        const cancel = (): void => {
          waiting.delete(start);
          reject(new AppError('cancelled', 'Cancelled.'));
        };
        const start = (): void => {
          waiting.delete(start);
          execute(task)
            .then(resolve, reject)
            .finally(() => signal?.removeEventListener('abort', cancel));
        };
        if (signal?.aborted) return cancel();
        signal?.addEventListener('abort', cancel, { once: true });
        if (running < limit) start();
        else waiting.add(start);
      }),
  };
}
