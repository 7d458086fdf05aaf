import type { ImageEntry, ImageId, OpeningId } from '#common/contract/ipc';
import { groupImages, indexImages, type PatientGroup } from '#common/viewer/grouping';
import { imagesOfStudy, inListOrder, stepFrom, type Direction, type Step } from '#common/viewer/navigation';

/** The images that are open, and which of them is selected. */
export class StudyListState {
  images: readonly ImageEntry[] = $state.raw([]);
  selectedId: ImageId | null = $state(null);
  readonly patients: readonly PatientGroup[] = $derived(groupImages(this.images));
  readonly order: readonly ImageId[] = $derived(inListOrder(this.patients));
  readonly #byId: ReadonlyMap<ImageId, ImageEntry> = $derived(indexImages(this.images));
  #awaiting: OpeningId | null = null;
  /** Which way the person goes through the list. */
  #heading: Direction = 1;

  /** The first image of this opening will be selected, unless the person selects another one before. */
  expect(openingId: OpeningId): void {
    this.#awaiting = openingId;
  }

  /**
   * Appends what is not open already; returns the image to select now, which is null for all but the first batch
   * of an opening.
   */
  add(openingId: OpeningId, images: readonly ImageEntry[]): ImageId | null {
    const added = images.filter(({ imageId }) => !this.#byId.has(imageId));
    if (added.length > 0) this.images = [...this.images, ...added];
    const first = images[0];
    if (first === undefined || (this.#awaiting !== openingId && this.selectedId !== null)) return null;
    this.#awaiting = null;
    return first.imageId;
  }

  select(imageId: ImageId): void {
    this.#awaiting = null;
    if (this.selectedId !== null && this.selectedId !== imageId)
      this.#heading = this.order.indexOf(imageId) < this.order.indexOf(this.selectedId) ? -1 : 1;
    this.selectedId = imageId;
  }

  entry(imageId: ImageId | null): ImageEntry | null {
    return imageId === null ? null : (this.#byId.get(imageId) ?? null);
  }

  /** The images of the study that the image is of, in list order; none for null. */
  studyOf(imageId: ImageId | null): readonly ImageId[] {
    return imageId === null ? [] : imagesOfStudy(this.patients, imageId);
  }

  /** Null where there is nowhere to go. */
  neighbour(step: Step, direction: Direction): ImageId | null {
    if (this.selectedId === null) return this.order[0] ?? null;
    return stepFrom(this.patients, this.selectedId, step, direction);
  }

  /** The images that the next keystrokes most likely ask for: two onwards in the direction of travel, one back. */
  get nearby(): readonly ImageId[] {
    if (this.selectedId === null) return [];
    const here = this.order.indexOf(this.selectedId);
    const steps = here < 0 ? [] : [1, 2, -1].map((step) => here + step * this.#heading);
    return steps.map((index) => this.order[index]).filter((id) => id !== undefined);
  }
}
