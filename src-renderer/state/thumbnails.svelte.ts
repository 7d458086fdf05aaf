import { SvelteMap } from 'svelte/reactivity';
import type { ImageId, Thumbnail } from '#common/contract/ipc';
import { RequestQueue } from './request-queue.ts';

/** Some 35 MB of pictures at their largest. */
const kept = 300;

/** Small pictures for the rows in sight; one that cannot be made is null and asked again only after `retry`. */
export class ThumbnailsState {
  readonly #pictures = new SvelteMap<ImageId, Thumbnail | null>();
  readonly #queue: RequestQueue;
  #inSight: readonly ImageId[] = [];

  constructor(load: (imageId: ImageId) => Promise<Thumbnail>) {
    // One after the other: each costs a decoding, and the film on screen must not wait behind them.
    this.#queue = new RequestQueue(
      1,
      (id) => !this.#pictures.has(id),
      async (id) => {
        this.#pictures.set(id, await load(id).catch(() => null));
        this.#evict();
      },
    );
  }

  of(imageId: ImageId): Thumbnail | null {
    return this.#pictures.get(imageId) ?? null;
  }

  enter(imageId: ImageId): void {
    this.#inSight = [...this.#inSight, imageId];
    this.#queue.want(this.#inSight);
  }

  leave(imageId: ImageId): void {
    this.#inSight = this.#inSight.filter((id) => id !== imageId);
    this.#queue.want(this.#inSight);
  }

  /** For when the engine is back: what failed before may have failed for its absence. */
  retry(): void {
    for (const [id, picture] of this.#pictures) if (picture === null) this.#pictures.delete(id);
    this.#queue.want(this.#inSight);
  }

  #evict(): void {
    for (const id of this.#pictures.keys()) {
      if (this.#pictures.size <= kept) return;
      if (!this.#inSight.includes(id)) this.#pictures.delete(id);
    }
  }
}
