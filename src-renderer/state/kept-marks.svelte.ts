import { SvelteMap } from 'svelte/reactivity';
import type { ImageId } from '#common/contract/ipc';
import { toErrorReport, type ErrorReport } from '#common/errors';
import { joinedChange, type MarkChange, type Marks, type MarkStore } from '#common/measure/marks';

interface Source {
  recall(imageId: ImageId): Promise<Marks | null>;
  keep(imageId: ImageId, change: MarkChange): Promise<void>;
}

/**
 * Keeps marks as they are made, one request at a time for each film. What could not be kept stays here, is said,
 * and goes with the next attempt.
 */
export class KeptMarks implements MarkStore {
  /** Why the latest attempt at a film's marks failed. */
  readonly failures = new SvelteMap<ImageId, ErrorReport>();
  readonly #source: Source;
  readonly #waiting = new SvelteMap<ImageId, MarkChange>();
  readonly #underway = new SvelteMap<ImageId, Promise<void>>();

  constructor(source: Source) {
    this.#source = source;
  }

  recall(imageId: ImageId): Promise<Marks | null> {
    return this.#source.recall(imageId);
  }

  keep(imageId: ImageId, change: MarkChange): void {
    const waiting = this.#waiting.get(imageId);
    this.#waiting.set(imageId, waiting ? joinedChange(waiting, change) : change);
    this.#go(imageId);
  }

  /** Tries again what failed, of all films or of the given ones. */
  retry(imageIds: readonly ImageId[] = [...this.failures.keys()]): void {
    for (const imageId of imageIds) if (this.failures.has(imageId)) this.#go(imageId);
  }

  /** Films with something made here that is nowhere else. */
  get unkept(): number {
    const onTheWay = [...this.#underway.keys()].filter((imageId) => !this.#waiting.has(imageId));
    return this.#waiting.size + onTheWay.length;
  }

  /** Resolves when nothing is under way, kept or not. */
  async settled(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway.values());
  }

  #go(imageId: ImageId): void {
    if (this.#underway.has(imageId)) return;
    this.#underway.set(
      imageId,
      this.#send(imageId).finally(() => this.#underway.delete(imageId)),
    );
  }

  async #send(imageId: ImageId): Promise<void> {
    let change = this.#waiting.get(imageId);
    while (change !== undefined) {
      this.#waiting.delete(imageId);
      try {
        await this.#source.keep(imageId, change);
        this.failures.delete(imageId);
      } catch (thrown) {
        const later = this.#waiting.get(imageId);
        this.#waiting.set(imageId, later ? joinedChange(change, later) : change);
        this.failures.set(imageId, toErrorReport(thrown));
        return;
      }
      change = this.#waiting.get(imageId);
    }
  }
}
