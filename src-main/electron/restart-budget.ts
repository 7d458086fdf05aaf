const windowMilliseconds = 60_000;
const restartsPerWindow = 5;
const firstDelayMilliseconds = 100;

/** Decides whether a process that keeps dying is worth another start: five within a minute, ever later. */
export class RestartBudget {
  #restarts: number[] = [];

  /**
   * Milliseconds to wait before the next start, or null when the budget is spent.
   *
   * @param now in milliseconds, on any clock that never goes back
   */
  next(now: number): number | null {
    this.#restarts = this.#restarts.filter((time) => now - time < windowMilliseconds);
    if (this.#restarts.length >= restartsPerWindow) return null;
    this.#restarts.push(now);
    return firstDelayMilliseconds * 2 ** (this.#restarts.length - 1);
  }

  reset(): void {
    this.#restarts = [];
  }
}
