import { leastMagnification, mostMagnification } from '#common/viewer/magnifier';
import type { WindowVoi } from '#common/imaging/voi';
import type { Point } from '#common/viewer/view-transform';

/** A lens over the film that shows its own pixels, under a window of its own if it was given one. */
export class MagnifierState {
  /** The pointer over the film, in device pixels; null while it is elsewhere. */
  pointer: Point | null = $state.raw(null);
  /** Device pixels a square unit of the film. */
  scale: number = $state(2);
  /** Null while the lens shows the film's own window. */
  window: WindowVoi | null = $state.raw(null);
  #held: boolean = $state(false);
  #kept: boolean = $state(false);
  readonly on: boolean = $derived(this.#held || this.#kept);

  /** While the key is down. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    if (this.#held) this.#put(false, this.#kept);
  }

  /** Without a key to hold. */
  toggle(): void {
    this.#put(false, !this.on);
  }

  zoom(factor: number): void {
    this.scale = Math.min(mostMagnification, Math.max(leastMagnification, this.scale * factor));
  }

  /** A lens that is put down forgets its window: the next film may be nothing like this one. */
  #put(held: boolean, kept: boolean): void {
    this.#held = held;
    this.#kept = kept;
    if (!this.on) this.window = null;
  }
}
