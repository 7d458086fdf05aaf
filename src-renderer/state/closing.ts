/** In milliseconds: longer than a slow disk takes, and no longer than a person waits. */
const patience = 5_000;

interface Unsaved {
  /** How many things made here are nowhere else. */
  count(): number;
  /** Resolves when everything was saved or failed to be. */
  settled(): Promise<void>;
}

/**
 * Keeps the window open until what was made in it is saved, and asks only where it cannot be.
 *
 * @param close Closes the window for good; false where the person, told of so many unsaved things, stays.
 */
export class ClosingGuard {
  readonly #unsaved: Unsaved;
  readonly #close: (unsaved: number) => Promise<boolean>;
  readonly #patience: number;
  #state: 'open' | 'saving' | 'closing' = 'open';

  constructor(
    unsaved: Unsaved,
    close: (unsaved: number) => Promise<boolean>,
    patienceMilliseconds: number = patience,
  ) {
    this.#unsaved = unsaved;
    this.#close = close;
    this.#patience = patienceMilliseconds;
  }

  /** Whether the window may close now; if not, it closes by itself as soon as it may. */
  mayClose(): boolean {
    if (this.#state === 'closing' || (this.#state === 'open' && this.#unsaved.count() === 0)) return true;
    if (this.#state === 'open') void this.#finish();
    return false;
  }

  async #finish(): Promise<void> {
    this.#state = 'saving';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.#patience)));
    await Promise.race([this.#unsaved.settled(), enough]);
    clearTimeout(timer);
    this.#state = 'closing';
    const closes = await this.#close(this.#unsaved.count()).catch(() => false);
    if (!closes) this.#state = 'open';
  }
}
