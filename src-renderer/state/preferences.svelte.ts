import { toErrorReport, type ErrorReport } from '#common/errors';
import type { KeptPreferences } from '#common/contract/ipc';
import { withLocked } from '#common/preferences/policy';
import { usualPreferences, type Preferences, type PreferencesSection } from '#common/preferences/preferences';

interface Keeper {
  read(): Promise<KeptPreferences>;
  write(preferences: Preferences): Promise<void>;
  /** False where the person closed the dialog. */
  exportFile(): Promise<boolean>;
  /** Null where the person closed the dialog. */
  readFile(): Promise<Preferences | null>;
}

/** What the person chose: in force at once, kept by the main process, and taken back step by step. */
export class PreferencesState {
  current: Preferences = $state.raw(usualPreferences);
  /** What went wrong last: with the file found at the start, in keeping a choice, or with a file to import. */
  problem: ErrorReport | null = $state.raw(null);
  /** Read from a file, and waiting for the person to say whether it shall hold. */
  offered: Preferences | null = $state.raw(null);
  /** What an administrator's policy decides; a change of it is passed over. */
  locks: readonly string[] = $state.raw([]);
  #earlier: readonly Preferences[] = $state.raw([]);
  readonly canUndo: boolean = $derived(this.#earlier.length > 0);
  readonly #keeper: Keeper;
  #writing = false;
  #unwritten: Preferences | null = null;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  async start(): Promise<void> {
    const { preferences, problem, locks } = await this.#keeper.read();
    this.locks = locks;
    this.current = preferences;
    this.problem = problem;
  }

  /** What another window chose; an echo of what is being written here is older than what holds. */
  receive(preferences: Preferences): void {
    if (!this.#writing) this.current = preferences;
  }

  change<S extends PreferencesSection>(section: S, choices: Partial<Preferences[S]>): void {
    this.#set({ ...this.current, [section]: { ...this.current[section], ...choices } });
  }

  reset(section: PreferencesSection): void {
    this.#set({ ...this.current, [section]: usualPreferences[section] });
  }

  isLocked(name: string): boolean {
    return this.locks.includes(name);
  }

  /** Whether anything of a section is. */
  isSectionLocked(section: string): boolean {
    return this.locks.some((name) => name.startsWith(`${section}.`));
  }

  isUsual(section: PreferencesSection): boolean {
    return JSON.stringify(this.current[section]) === JSON.stringify(usualPreferences[section]);
  }

  undo(): void {
    const before = this.#earlier.at(-1);
    if (before === undefined) return;
    this.#earlier = this.#earlier.slice(0, -1);
    this.#hold(before);
  }

  /** Reads a file that the person chooses and offers what it would set. */
  async importFile(): Promise<void> {
    this.problem = null;
    this.offered = null;
    this.offered = await this.#attempt(this.#keeper.readFile());
  }

  acceptOffered(): void {
    if (this.offered !== null) this.#set(this.offered);
    this.offered = null;
  }

  declineOffered(): void {
    this.offered = null;
  }

  async exportFile(): Promise<boolean> {
    this.problem = null;
    return (await this.#attempt(this.#keeper.exportFile())) ?? false;
  }

  #set(preferences: Preferences): void {
    this.#earlier = [...this.#earlier, this.current];
    this.#hold(withLocked(preferences, this.current, this.locks));
  }

  #hold(preferences: Preferences): void {
    this.current = preferences;
    this.#unwritten = preferences;
    if (!this.#writing) void this.#write();
  }

  /** One at a time, and of several choices made meanwhile only the last. */
  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#unwritten !== null) {
      const preferences = this.#unwritten;
      this.#unwritten = null;
      await this.#attempt(this.#keeper.write(preferences));
    }
    this.#writing = false;
  }

  async #attempt<T>(doing: Promise<T>): Promise<T | null> {
    try {
      return await doing;
    } catch (thrown) {
      this.problem = toErrorReport(thrown);
      return null;
    }
  }
}
