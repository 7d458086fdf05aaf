import type { RecentStudy } from '#common/contract/ipc';

interface Source {
  list(): Promise<readonly RecentStudy[]>;
  clear(): Promise<void>;
}

/** What was opened lately; it names patients, so it can be cleared. */
export class RecentState {
  studies: readonly RecentStudy[] = $state.raw([]);
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  async load(): Promise<void> {
    this.studies = await this.#source.list();
  }

  async clear(): Promise<void> {
    await this.#source.clear();
    this.studies = [];
  }
}
