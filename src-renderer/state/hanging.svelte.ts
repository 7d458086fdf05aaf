import { SvelteSet } from 'svelte/reactivity';
import type { ImageEntry, ImageId } from '#common/contract/ipc';
import { hang, type Hanging } from '#common/hanging/hang';
import type { HangingRule } from '#common/hanging/hanging-rules';
import { isSameBodyPart, orderNotices } from '#common/hanging/joint';
import type { StudyListState } from './study-list.svelte.ts';
import { say } from '../words.svelte.ts';

/** Which study is read, and how its films hang. */
export class HangingState {
  /** The film whose study is read; what other films are called goes by it. */
  currentId: ImageId | null = $state(null);
  /** The panes are as a person arranged them. */
  byHand: boolean = $state(false);
  #plan: Hanging | null = $state.raw(null);
  #settled = true;
  readonly #seen = new SvelteSet<ImageId>();
  readonly #list: StudyListState;
  readonly #rules: () => readonly HangingRule[];

  readonly current: ImageEntry | null = $derived.by(() => this.#list.entry(this.currentId));
  /** What is to be said of the hanging, in one line; empty where all hangs in its order and was seen. */
  readonly words: string = $derived.by(() => {
    const unseen = this.#list.studyOf(this.currentId).filter((id) => !this.#seen.has(id)).length;
    const more =
      unseen === 0
        ? null
        : say('{count} more image of this study (↓). | {count} more images of this study (↓).', {
            count: unseen,
          });
    const notice = this.#plan?.notice ? say(orderNotices[this.#plan.notice]) : null;
    return [notice, more].filter((text) => text !== null).join(' ');
  });

  /** @param rules read anew for every study */
  constructor(list: StudyListState, rules: () => readonly HangingRule[]) {
    this.#list = list;
    this.#rules = rules;
  }

  /** The film's study becomes the one that is read; null where the list does not have the film. */
  begin(imageId: ImageId): Hanging | null {
    const plan = this.#planFor(imageId);
    if (plan === null) return null;
    const isOther = this.currentId === null || !this.#isOfStudy(imageId, this.currentId);
    if (isOther) this.#seen.clear();
    this.currentId = imageId;
    this.#plan = plan;
    this.#settled = false;
    this.byHand = false;
    return plan;
  }

  /** From here on nothing that arrives changes the panes: someone has begun to read, or other studies follow. */
  settle(): void {
    this.#settled = true;
  }

  /**
   * How the study that is still arriving hangs now; null where the panes are to stay as they are.
   *
   * @param unasked for comparison alone, and so no sign that the study is complete
   */
  grown(arrived: readonly ImageEntry[], unasked: boolean): Hanging | null {
    if (this.currentId === null || this.#settled) return null;
    const plan = this.#planFor(this.currentId);
    const { studyInstanceUid } = this.current?.attributes ?? {};
    const isOther = ({ attributes }: ImageEntry): boolean => attributes.studyInstanceUid !== studyInstanceUid;
    if (!unasked && arrived.some(isOther)) this.settle();
    const before = this.#plan?.images.filter((id) => id !== null) ?? [];
    if (plan === null || !before.every((id) => plan.images.includes(id))) return null;
    if (plan.images.filter((id) => id !== null).length === before.length) return null;
    this.#plan = plan;
    return plan;
  }

  /** Whether an image joins what is on screen, in the active pane, rather than be hung with its own joint. */
  joins(imageId: ImageId, activeId: ImageId | null): boolean {
    const { current } = this;
    const entry = this.#list.entry(imageId);
    if (current === null || entry === null) return false;
    if (activeId !== null && activeId !== current.imageId && this.#isOfOtherStudy(activeId))
      return this.#isOfStudy(imageId, activeId);
    return this.#isOfStudy(imageId, current.imageId) && (this.byHand || isSameBodyPart(entry, current));
  }

  /** Whether the image is of the study that is read. */
  isOfCurrent(imageId: ImageId): boolean {
    return this.currentId !== null && this.#isOfStudy(imageId, this.currentId);
  }

  /** What will hang when the study of the image is turned to; nothing for null. */
  filmsOf(imageId: ImageId | null): readonly ImageId[] {
    const plan = imageId === null ? null : this.#planFor(imageId);
    return plan?.images.filter((id) => id !== null) ?? [];
  }

  see(imageId: ImageId): void {
    this.#seen.add(imageId);
  }

  #isOfOtherStudy(imageId: ImageId): boolean {
    return this.currentId !== null && !this.#isOfStudy(imageId, this.currentId);
  }

  #isOfStudy(imageId: ImageId, other: ImageId): boolean {
    return this.#list.studyOf(other).includes(imageId);
  }

  #planFor(imageId: ImageId): Hanging | null {
    const film = this.#list.entry(imageId);
    if (film === null) return null;
    const study = this.#list.studyOf(imageId).map((id) => this.#list.entry(id)!);
    return hang(film, study, this.#list.images, this.#rules());
  }
}
