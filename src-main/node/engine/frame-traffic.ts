/** In milliseconds: from the announcement of an image until the page asks for it, at the most. */
const longestExpectation = 1000;

/**
 * Knows whether a film is being fetched that somebody waits for, so that what can wait does: looking through the
 * rest of a folder, the index, judging. Everything waits a limited time only.
 */
export class FrameTraffic {
  #underway = 0;
  readonly #waiting = new Set<() => void>();
  #endExpectation: (() => void) | null = null;

  async during<T>(load: () => Promise<T>): Promise<T> {
    this.#underway++;
    try {
      return await load();
    } finally {
      this.#ended();
      this.#endExpectation?.();
    }
  }

  /** A film is about to be asked for: counts as under way until one has been fetched, or none was after all. */
  expect(): void {
    if (this.#endExpectation !== null) return;
    this.#underway++;
    const end = (): void => {
      if (this.#endExpectation !== end) return;
      clearTimeout(timer);
      this.#endExpectation = null;
      this.#ended();
    };
    const timer = setTimeout(end, longestExpectation);
    this.#endExpectation = end;
  }

  /**
   * Resolves once no film is under way, and after so many milliseconds even if one is; the first film of a folder,
   * which is about to be asked for, is waited for longer.
   */
  calm(patience: number): Promise<void> {
    if (this.#underway === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(go);
        resolve();
      };
      const limit = this.#endExpectation === null ? patience : longestExpectation;
      const timer = setTimeout(go, limit);
      this.#waiting.add(go);
    });
  }

  #ended(): void {
    this.#underway--;
    if (this.#underway === 0) for (const go of this.#waiting) go();
  }
}
