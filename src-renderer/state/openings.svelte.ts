import { SvelteMap } from 'svelte/reactivity';
import type { OpeningId, OpeningProgress, RefusalId, RefusedFile } from '#common/contract/ipc';
import { toErrorReport } from '#common/errors';

/** Files and folders being opened, and what was refused on the way. */
export class OpeningsState {
  #progress: readonly OpeningProgress[] = $state.raw([]);
  refused: readonly RefusedFile[] = $state.raw([]);
  /** The openings that still run, oldest first. */
  readonly running: readonly OpeningProgress[] = $derived(this.#progress.filter(({ finished }) => !finished));
  /** The outcome of the last opening, to be told when it found nothing. */
  readonly latest: OpeningProgress | null = $derived(this.#progress.at(-1) ?? null);

  begin(openingId: OpeningId): void {
    if (this.#progress.some((one) => one.openingId === openingId)) return;
    this.receive({ openingId, examined: 0, found: 0, refused: 0, finished: false });
  }

  receive(progress: OpeningProgress): void {
    const known = this.#progress.some(({ openingId }) => openingId === progress.openingId);
    this.#progress = known
      ? this.#progress.map((one) => (one.openingId === progress.openingId ? progress : one))
      : [...this.#progress, progress];
  }

  /** Lists a file that is refused once more in its old place, and by its latest reason. */
  refuse(files: readonly RefusedFile[]): void {
    const anew = new SvelteMap(files.map((file) => [file.fileId ?? file, file]));
    const listed = this.refused.map((file) => {
      const name = file.fileId ?? file;
      const again = anew.get(name);
      anew.delete(name);
      return again ?? file;
    });
    const others = anew.values();
    this.refused = [...listed, ...others];
  }

  /** An opening that failed as a whole stands in the same list as a refused file. */
  failed(displayName: string, thrown: unknown): void {
    this.refuse([{ displayName, error: toErrorReport(thrown) }]);
  }

  /** A locked archive that has been opened is no longer refused. */
  unlocked(refusalId: RefusalId): void {
    this.refused = this.refused.filter((file) => file.refusalId !== refusalId);
  }

  clearRefused(): void {
    this.refused = [];
  }
}
