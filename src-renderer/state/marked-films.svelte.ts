import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { FilmsIndexed, ImageId } from '#common/contract/ipc';
import { begun, mapped, type History } from '#common/measure/history';
import { changeBetween, noMarks, withKept, type Marks, type MarkStore } from '#common/measure/marks';

const unmarked: History<Marks> = begun(noMarks);

/** What every film of the window bears, with what was undone; two panes may show one film. */
export class MarkedFilms {
  readonly #store: MarkStore;
  readonly #histories = new SvelteMap<ImageId, History<Marks>>();
  /** Films whose kept marks are here, or are being asked for. */
  readonly #recalled = new SvelteSet<ImageId>();
  /** Films turned to that the store did not have. */
  readonly #missed = new SvelteSet<ImageId>();

  /** As the store said when it took the films in. */
  readonly #starred = new SvelteSet<ImageId>();

  constructor(store: MarkStore) {
    this.#store = store;
  }

  of(imageId: ImageId): History<Marks> {
    return this.#histories.get(imageId) ?? unmarked;
  }

  /** Of films that were never on screen, too. */
  isKeyImage(imageId: ImageId): boolean {
    const history = this.#histories.get(imageId);
    return history === undefined ? this.#starred.has(imageId) : history.present.isKeyImage;
  }

  /** Takes a step in a film's history and keeps what comes of it. */
  step(imageId: ImageId, step: (history: History<Marks>) => History<Marks>): void {
    const before = this.of(imageId);
    const after = step(before);
    this.#histories.set(imageId, after);
    const change = changeBetween(before.present, after.present);
    if (change !== null) this.#store.keep(imageId, change);
  }

  /** Brings what was kept of a film: once, or until the store has the film and can be read. */
  async recall(imageId: ImageId): Promise<void> {
    if (this.#recalled.has(imageId)) return;
    this.#recalled.add(imageId);
    // A store that cannot be read says so itself, once and not for every film.
    const kept = await this.#store.recall(imageId).catch(() => null);
    if (kept === null) {
      this.#recalled.delete(imageId);
      this.#missed.add(imageId);
      return;
    }
    // They stand before what was drawn in the meantime, and no undo takes them away.
    this.#histories.set(
      imageId,
      mapped(this.of(imageId), (marks) => withKept(marks, kept)),
    );
  }

  /** Films came into the store, where one that was turned to before may have marks. */
  async placed(films: FilmsIndexed['films']): Promise<void> {
    for (const { imageId, isKeyImage } of films) if (isKeyImage) this.#starred.add(imageId);
    const missed = films.filter(({ imageId }) => this.#missed.delete(imageId));
    await Promise.all(missed.map(({ imageId }) => this.recall(imageId)));
  }
}
