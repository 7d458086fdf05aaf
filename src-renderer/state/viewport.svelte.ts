import type { ImageId } from '#common/contract/ipc';
import type { ErrorReport } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { defaultWindow } from '#common/imaging/default-window';
import { displayLut, type DisplayLut } from '#common/imaging/display-lut';
import type { WindowLevel } from '#common/imaging/window-level';
import {
  actualSizeTransform,
  fitTransform,
  panBy,
  zoomAt,
  type Point,
  type Size,
  type ViewTransform,
} from '#common/viewer/view-transform';
import { initialView, ViewMemory, type View } from './view.ts';

export type Content =
  | { readonly state: 'empty' }
  | { readonly state: 'loading'; readonly imageId: ImageId }
  | {
      readonly state: 'shown';
      readonly imageId: ImageId;
      readonly frame: DecodedFrame;
      /** The window the film opens with. */
      readonly ownWindow: WindowLevel;
    }
  | { readonly state: 'error'; readonly imageId: ImageId; readonly error: ErrorReport };

export type Tool = 'window' | 'pan' | 'zoom';

/** The one viewport: which film, under which window, where. Sizes and points are in device pixels. */
export class ViewportState {
  content: Content = $state.raw({ state: 'empty' });
  /** The image whose pixels are on the canvas; every label on screen goes by this one. */
  paintedId: ImageId | null = $state(null);
  tool: Tool = $state('window');
  canvas: Size = $state.raw({ width: 1, height: 1 });
  #view: View | null = $state.raw(null);
  readonly #views = new ViewMemory();

  readonly frame: DecodedFrame | null = $derived(this.content.state === 'shown' ? this.content.frame : null);
  readonly image: Size | null = $derived(this.frame && sizeOf(this.frame));
  readonly window: WindowLevel | null = $derived(this.#view?.window ?? null);
  readonly inverted: boolean = $derived(this.#view?.invert ?? false);
  readonly fitted: boolean = $derived(this.#view !== null && this.#view.transform === null);
  readonly transform: ViewTransform | null = $derived(
    this.image && (this.#view?.transform ?? fitTransform(this.canvas, this.image)),
  );
  readonly lut: DisplayLut | null = $derived(
    this.frame && this.window && displayLut(this.frame.description, this.window, this.inverted),
  );

  /** Begins to show an image. What was on screen is gone at once: no film stays under another's name. */
  request(imageId: ImageId): void {
    this.content = { state: 'loading', imageId };
    this.paintedId = null;
    this.#view = null;
  }

  /** Shows the frame if it is still the one asked for; false for a stale one. */
  receive(imageId: ImageId, frame: DecodedFrame): boolean {
    if (this.content.state === 'empty' || this.content.imageId !== imageId) return false;
    const ownWindow = defaultWindow(frame);
    this.#view = this.#views.recall(imageId) ?? initialView(ownWindow);
    this.content = { state: 'shown', imageId, frame, ownWindow };
    return true;
  }

  fail(imageId: ImageId, error: ErrorReport): void {
    if (this.content.state === 'loading' && this.content.imageId === imageId)
      this.content = { state: 'error', imageId, error };
  }

  /** Changes the film with the new one at hand: the old one stays until the new one is painted. */
  replace(imageId: ImageId, frame: DecodedFrame): void {
    this.content = { state: 'loading', imageId };
    this.receive(imageId, frame);
  }

  painted(imageId: ImageId): void {
    if (this.content.state === 'shown' && this.content.imageId === imageId) this.paintedId = imageId;
  }

  fit(): void {
    this.#change({ transform: null });
  }

  actualSize(): void {
    const { image, transform, canvas } = this;
    if (image && transform) this.#change({ transform: actualSizeTransform(canvas, image, transform) });
  }

  /** Around the anchor, or the viewport's middle. */
  zoom(factor: number, anchor: Point = { x: this.canvas.width / 2, y: this.canvas.height / 2 }): void {
    if (this.transform) this.#change({ transform: zoomAt(this.transform, this.canvas, anchor, factor) });
  }

  pan(delta: Point): void {
    if (this.transform) this.#change({ transform: panBy(this.transform, this.canvas, delta) });
  }

  setWindow(window: WindowLevel): void {
    this.#change({ window });
  }

  invert(): void {
    this.#change({ invert: !this.inverted });
  }

  defaultWindow(): void {
    if (this.content.state === 'shown') this.#change({ window: this.content.ownWindow });
  }

  reset(): void {
    if (this.content.state === 'shown') this.#change(initialView(this.content.ownWindow));
  }

  #change(change: Partial<View>): void {
    if (this.#view === null || this.content.state !== 'shown') return;
    this.#view = { ...this.#view, ...change };
    this.#views.keep(this.content.imageId, this.#view);
  }
}

function sizeOf({ description: { pixels } }: DecodedFrame): Size {
  return { width: pixels.columns, height: pixels.rows };
}
