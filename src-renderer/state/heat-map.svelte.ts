import { SvelteSet } from 'svelte/reactivity';
import { usualPreferences } from '#common/preferences/preferences';
import type { ImageId } from '#common/contract/ipc';
import type { Label } from '#common/model/result';

/** Held for longer than this, `G` was a peek at the plain film and not a switch. */
const peekMilliseconds = 300;

/** Whether and how strongly the heat map lies over the film. */
export class HeatMapState {
  on: boolean = $state(false);
  /** Share of the map's own alpha, in [0, 1]. */
  opacity: number = $derived.by(() => this.#usualOpacity());
  #peeking: boolean = $state(false);
  readonly #asked = new SvelteSet<ImageId>();
  #pressedAt: number | null = null;
  readonly #usualOpacity: () => number;

  constructor(usualOpacity: () => number = () => usualPreferences.secondReader.heatMapOpacity) {
    this.#usualOpacity = usualOpacity;
  }

  /** A film not flagged, or without a label, shows no map unless it was asked for that very film. */
  isWithheld(imageId: ImageId, label: Label | null): boolean {
    return (label === 'notFlagged' || label === null) && !this.#asked.has(imageId);
  }

  isVisible(imageId: ImageId, label: Label | null): boolean {
    return this.on && !this.#peeking && !this.isWithheld(imageId, label);
  }

  showAnyway(imageId: ImageId): void {
    this.#asked.add(imageId);
    this.on = true;
  }

  toggle(): void {
    this.on = !this.on;
  }

  /** `G` goes down at `now` milliseconds: a hidden map comes, a shown one gives way to the plain film. */
  press(now: number): void {
    if (this.#pressedAt !== null) return;
    if (!this.on) {
      this.on = true;
      return;
    }
    this.#pressedAt = now;
    this.#peeking = true;
  }

  /** `G` comes up: after a short press the map stays away, after a long one it is back. */
  release(now: number): void {
    if (this.#pressedAt === null) return;
    if (now - this.#pressedAt < peekMilliseconds) this.on = false;
    this.#pressedAt = null;
    this.#peeking = false;
  }
}
