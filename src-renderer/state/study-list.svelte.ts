import type { ImageEntry, ImageId, OpeningId } from '#common/contract/ipc';
import { groupImages, indexImages, type PatientGroup } from '#common/viewer/grouping';
import { inListOrder, stepFrom, type Direction, type Step } from '#common/viewer/navigation';

/** The images that are open, and which of them is selected. */
export class StudyListState {
  images: readonly ImageEntry[] = $state.raw([]);
  selectedId: ImageId | null = $state(null);
  readonly patients: readonly PatientGroup[] = $derived(groupImages(this.images));
  readonly order: readonly ImageId[] = $derived(inListOrder(this.patients));
  readonly #byId: ReadonlyMap<ImageId, ImageEntry> = $derived(indexImages(this.images));
  #awaiting: OpeningId | null = null;

  /** The first image of this opening will be selected, unless the person selects another one before. */
  expect(openingId: OpeningId): void {
    this.#awaiting = openingId;
  }

  /** Appends; returns the image to select now, which is null for all but the first batch of an opening. */
  add(openingId: OpeningId, images: readonly ImageEntry[]): ImageId | null {
    this.images = [...this.images, ...images];
    const first = images[0];
    if (first === undefined || (this.#awaiting !== openingId && this.selectedId !== null)) return null;
    this.#awaiting = null;
    return first.imageId;
  }

  select(imageId: ImageId): void {
    this.#awaiting = null;
    this.selectedId = imageId;
  }

  entry(imageId: ImageId | null): ImageEntry | null {
    return imageId === null ? null : (this.#byId.get(imageId) ?? null);
  }

  /** Null where there is nowhere to go. */
  neighbour(step: Step, direction: Direction): ImageId | null {
    if (this.selectedId === null) return this.order[0] ?? null;
    return stepFrom(this.patients, this.selectedId, step, direction);
  }

  /** The images that the next keystroke most likely asks for: the following one first. */
  get nearby(): readonly ImageId[] {
    return [this.neighbour('image', 1), this.neighbour('image', -1)].filter((id) => id !== null);
  }
}
