import { SvelteMap } from 'svelte/reactivity';
import type { ImageEntry, ImageId, ObjectEntry } from '#common/contract/ipc';
import type { Annotation } from '#common/measure/annotation';
import { aboutNoneOf, groupedByImage, refersTo, type FoundObject } from '#common/objects/found-object';
import { drawnBy, isOfAnother, presentedView, type ShownFrame } from '#common/objects/shown-object';
import type { Pane } from './pane.svelte.ts';

/** An object that refers to a film; one that names another person is never shown on it. */
export interface ObjectOfFilm extends ObjectEntry {
  readonly isOfAnother: boolean;
}

/** The structured reports, key object selections and presentation states that were met among the films. */
export class FoundObjectsState {
  /** The document that is being read. */
  reading: FoundObject | null = $state.raw(null);
  #objects: readonly ObjectEntry[] = $state.raw([]);
  /** Which object's drawings lie over a film. */
  readonly #shown = new SvelteMap<ImageId, ObjectEntry>();
  readonly #byImage: ReadonlyMap<string, readonly ObjectEntry[]> = $derived(groupedByImage(this.#objects));

  /** One that is found again takes its old place. */
  receive(objects: readonly ObjectEntry[]): void {
    const isAnew = ({ objectId }: ObjectEntry) => objects.some((one) => one.objectId === objectId);
    this.#objects = [...this.#objects.filter((one) => !isAnew(one)), ...objects];
  }

  ofFilm({ attributes, frame }: ImageEntry): readonly ObjectOfFilm[] {
    const uid = attributes.sopInstanceUid;
    if (uid === null) return [];
    return (this.#byImage.get(uid) ?? [])
      .filter(({ object }) => object.images.some((one) => refersTo(one, uid, frame)))
      .map((entry) => ({ ...entry, isOfAnother: isOfAnother(entry.object, attributes) }));
  }

  /** The objects that refer to none of these images. */
  strays(images: readonly ImageEntry[]): readonly ObjectEntry[] {
    if (this.#objects.length === 0) return [];
    return aboutNoneOf(
      this.#objects,
      images.map(({ attributes }) => attributes.sopInstanceUid),
    );
  }

  /** The object whose drawings lie over an image. */
  shownOn(imageId: ImageId): ObjectEntry | null {
    return this.#shown.get(imageId) ?? null;
  }

  /** Shows a pane's film as the object has it, with its drawings; those of another object go. */
  show({ shown, viewport }: Pane, entry: ObjectOfFilm): void {
    const frame = frameIn(shown, viewport.frame);
    if (shown === null || frame === null || entry.isOfAnother) return;
    this.#shown.set(shown.imageId, entry);
    const { object } = entry;
    if (object.kind !== 'presentationState') return;
    viewport.present(presentedView(object.presentation, frame, viewport.canvas));
  }

  hide(imageId: ImageId): void {
    this.#shown.delete(imageId);
  }

  /** What an object draws on a pane's film. */
  drawingsOn({ shown, viewport }: Pane, { object }: ObjectEntry): readonly Annotation[] {
    const frame = frameIn(shown, viewport.frame);
    return frame === null ? [] : drawnBy(object, frame, () => crypto.randomUUID());
  }

  /** Makes an object's drawings a person's own, to be edited, measured and kept. */
  takeOver(pane: Pane, entry: ObjectOfFilm): void {
    if (pane.shown === null || entry.isOfAnother) return;
    pane.annotations.takeOver(this.drawingsOn(pane, entry));
    this.hide(pane.shown.imageId);
  }
}

function frameIn(shown: Pane['shown'], decoded: Pane['viewport']['frame']): ShownFrame | null {
  const uid = shown?.attributes.sopInstanceUid ?? null;
  if (shown === null || decoded === null || uid === null) return null;
  return { sopInstanceUid: uid, frame: shown.frame, pixels: decoded.description.pixels };
}
