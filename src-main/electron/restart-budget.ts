const windowMilliseconds = 60_000;
const firstDelayMilliseconds = 100;

/** Decides whether a process that keeps dying is worth another start: so many within a minute, ever later. */
export class RestartBudget {
  readonly #most: number;
  #restarts: number[] = [];

  constructor(most = 5) {
    this.#most = most;
  }

  /**
   * Milliseconds to wait before the next start, or null when the budget is spent.
   *
   * @param now in milliseconds, on any clock that never goes back
   */
  next(now: number): number | null {
    this.#restarts = this.#restarts.filter((time) => now - time < windowMilliseconds);
    if (this.#restarts.length >= this.#most) return null;
    this.#restarts.push(now);
    return firstDelayMilliseconds * 2 ** (this.#restarts.length - 1);
  }

  reset(): void {
    this.#restarts = [];
  }
}
