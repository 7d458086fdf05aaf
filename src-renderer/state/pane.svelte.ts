import type { ImageEntry, ImageId } from '#common/contract/ipc';
import { AnnotationScene } from './annotation-scene.svelte.ts';
import type { AnnotatedFilm, AnnotationsState } from './annotations.svelte.ts';
import type { LayoutState } from './layout.svelte.ts';
import type { ResultState } from './results.svelte.ts';
import type { ViewingHabits } from './viewing-habits.svelte.ts';
import { ViewportState } from './viewport.svelte.ts';

/** What the panes of a window share. */
export interface PaneSurroundings {
  readonly habits: ViewingHabits;
  readonly layout: LayoutState;
  entry(imageId: ImageId | null): ImageEntry | null;
  resultOf(image: ImageEntry): ResultState;
  /** @param film read anew whenever what it depends on changes */
  annotate(film: () => AnnotatedFilm | null): AnnotationsState;
}

let count = 0;

/** A place for one film, with all that lies over it: no pane knows of another's. */
export class Pane {
  /** Of the window's panes ever made, by which the page tells them apart. */
  readonly number = (count += 1);
  readonly viewport: ViewportState;
  readonly annotations: AnnotationsState;
  readonly scene: AnnotationScene;
  readonly #surroundings: PaneSurroundings;

  /** The image that was put here, on screen or not; null in an empty pane. */
  readonly imageId: ImageId | null = $derived.by(() => {
    const { content } = this.viewport;
    return content.state === 'empty' ? null : content.imageId;
  });
  readonly entry: ImageEntry | null = $derived.by(() => this.#surroundings.entry(this.imageId));
  /** The image whose pixels are on screen: labels, badge and heat map are about this one. */
  readonly shown: ImageEntry | null = $derived.by(() => this.#surroundings.entry(this.viewport.paintedId));
  readonly shownResult: ResultState | null = $derived.by(
    () => this.shown && this.#surroundings.resultOf(this.shown),
  );

  constructor(surroundings: PaneSurroundings) {
    this.#surroundings = surroundings;
    this.viewport = new ViewportState(surroundings.habits);
    this.annotations = surroundings.annotate(() => this.#annotatedFilm());
    this.scene = new AnnotationScene(this.annotations, this.viewport, surroundings.layout);
  }

  #annotatedFilm(): AnnotatedFilm | null {
    const { content, paintedId } = this.viewport;
    if (content.state !== 'shown' || content.imageId !== paintedId) return null;
    const { imageId, frame } = content;
    const modality = this.#surroundings.entry(imageId)?.attributes.modality ?? null;
    return { imageId, frame, modality };
  }
}
