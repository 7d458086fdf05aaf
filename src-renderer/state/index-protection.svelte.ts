import type { IndexProtection } from '#common/contract/index-protection';
import { toErrorReport, type ErrorReport } from '#common/errors';

interface Keeper {
  read(): Promise<IndexProtection>;
  protect(wanted: boolean): Promise<IndexProtection>;
}

/** Whether what is kept of people is encrypted, and the change from one to the other while it goes on. */
export class IndexProtectionState {
  /** Null before the first answer. */
  current: IndexProtection | null = $state.raw(null);
  isChanging: boolean = $state(false);
  /** Why the last question or change failed. */
  problem: ErrorReport | null = $state.raw(null);
  readonly #keeper: Keeper;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  get isLocked(): boolean {
    const index = this.current?.index;
    return index?.saved === false && index.error.code === 'index-locked';
  }

  async load(): Promise<void> {
    await this.#attempt(this.#keeper.read());
  }

  /** Encrypts, or decrypts. What is locked is set aside, and another index begun. */
  async protect(wanted: boolean): Promise<void> {
    if (this.isChanging) return;
    this.isChanging = true;
    await this.#attempt(this.#keeper.protect(wanted));
    this.isChanging = false;
  }

  async #attempt(asked: Promise<IndexProtection>): Promise<void> {
    try {
      this.current = await asked;
      this.problem = null;
    } catch (thrown) {
      this.problem = toErrorReport(thrown);
    }
  }
}
