/**
 * Works through a wish list that the next wish list replaces: what was wished but not begun is dropped, what
 * was begun runs on, since it cannot be taken back from the engine.
 */
export class RequestQueue {
  readonly #limit: number;
  readonly #needed: (id: string) => boolean;
  readonly #run: (id: string) => Promise<void>;
  readonly #running = new Set<string>();
  #wanted: readonly string[] = [];

  /**
   * @param limit Requests in flight; the first wish may go one beyond, so that it never waits for others.
   * @param needed False for what is there already or known to fail.
   * @param run Never rejects.
   */
  constructor(limit: number, needed: (id: string) => boolean, run: (id: string) => Promise<void>) {
    this.#limit = limit;
    this.#needed = needed;
    this.#run = run;
  }

  /** Most wanted first. */
  want(ids: readonly string[]): void {
    this.#wanted = ids;
    this.#begin();
  }

  #begin(): void {
    this.#wanted.forEach((id, index) => {
      const places = index === 0 ? this.#limit + 1 : this.#limit;
      if (this.#running.size >= places || this.#running.has(id) || !this.#needed(id)) return;
      this.#running.add(id);
      void this.#run(id).finally(() => {
        this.#running.delete(id);
        this.#begin();
      });
    });
  }
}
