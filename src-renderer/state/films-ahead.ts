import type { ImageId } from '#common/contract/ipc';
import type { DecodedFrame } from '#common/imaging/decoded-frame';

/**
 * Does ahead of time what showing a fetched film will take, one film after the other, whenever the page has
 * nothing better to do.
 */
export class FilmsAhead {
  readonly #waiting = new Map<ImageId, DecodedFrame>();
  readonly #prepare: (imageId: ImageId, frame: DecodedFrame) => void;
  readonly #whenIdle: (work: () => void) => void;
  #scheduled = false;

  constructor(
    prepare: (imageId: ImageId, frame: DecodedFrame) => void,
    whenIdle: (work: () => void) => void = idle,
  ) {
    this.#prepare = prepare;
    this.#whenIdle = whenIdle;
  }

  add(imageId: ImageId, frame: DecodedFrame): void {
    this.#waiting.set(imageId, frame);
    this.#schedule();
  }

  /** Drops what is near no more. */
  keepOnly(imageIds: readonly ImageId[]): void {
    for (const imageId of this.#waiting.keys())
      if (!imageIds.includes(imageId)) this.#waiting.delete(imageId);
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = true;
    this.#whenIdle(() => {
      this.#scheduled = false;
      const [next] = this.#waiting;
      if (next === undefined) return;
      this.#waiting.delete(next[0]);
      this.#prepare(...next);
      this.#schedule();
    });
  }
}

/** In milliseconds: a page that is never idle is one where films are called up key after key. */
const patience = 50;

function idle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: patience });
  else setTimeout(work);
}
