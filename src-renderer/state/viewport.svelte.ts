import type { ImageId } from '#common/contract/ipc';
import type { ErrorReport } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { ArrayRegion } from '#common/imaging/cut-out';
import { automaticWindow } from '#common/imaging/default-voi';
import { equivalentWindow } from '#common/imaging/equivalent-window';
import { canFilter, filteredFrame, noFilters, type FilmFilters } from '#common/imaging/film-filters';
import type { FilmRaster } from '#common/imaging/film-raster';
import { squareSize } from '#common/imaging/frame-size';
import { regionWindow } from '#common/imaging/region-window';
import { windowVoi, type Voi, type WindowVoi } from '#common/imaging/voi';
import type { WindowLevel } from '#common/imaging/window-level';
import type { PresentedView } from '#common/objects/shown-object';
import type { ReadingPreferences } from '#common/preferences/preferences';
import type { Shape } from '#common/measure/annotation';
import { isSameRegion, rasterOfRegion, regionInSight } from '#common/viewer/film-in-sight';
import {
  asStored,
  flippedAcross,
  flippedDown,
  turned,
  type FilmOrientation,
} from '#common/viewer/film-orientation';
import { followedPlacement } from '#common/viewer/linked-views';
import {
  actualSizePlacement,
  fitPlacement,
  panBy,
  reorient,
  zoomAt,
  canvasToImage,
  type Point,
  type Size,
  type ViewTransform,
} from '#common/viewer/view-transform';
import { menuPresets, type MenuPreset } from '#common/viewer/user-presets';
import { nextPreset, type VoiPreset } from '#common/viewer/voi-presets';
import { displayPicture, type DisplayPicture } from './display-picture.ts';
import { MagnifierState } from './magnifier.svelte.ts';
import { rasterAt, readyFilm } from './ready-films.ts';
import { untouchedView, type View } from './view.ts';
import { ViewingHabits } from './viewing-habits.svelte.ts';

export type Content =
  | { readonly state: 'empty' }
  | { readonly state: 'loading'; readonly imageId: ImageId }
  | {
      readonly state: 'shown';
      readonly imageId: ImageId;
      /** A first look while its `reduction` is above 1. Never PALETTE COLOR: that is looked up on arrival. */
      readonly frame: DecodedFrame;
      /** What the film opens with. */
      readonly ownVoi: Voi;
      /** The first is `ownVoi`. */
      readonly presets: readonly VoiPreset[];
    }
  | { readonly state: 'error'; readonly imageId: ImageId; readonly error: ErrorReport };

export type Tool = 'window' | 'regionWindow' | 'pan' | 'zoom' | 'turn' | Shape;

/** A rectangle on the screen by two opposite corners, in device pixels. */
export interface CanvasRegion {
  readonly from: Point;
  readonly to: Point;
}

/** One pane's film: which one, under which window, where. Sizes and points are in device pixels. */
export class ViewportState {
  content: Content = $state.raw({ state: 'empty' });
  /** The image whose pixels are on the canvas; every label on screen goes by this one. */
  paintedId: ImageId | null = $state(null);
  canvas: Size = $state.raw({ width: 1, height: 1 });
  readonly magnifier = new MagnifierState();
  /** What is being framed for a window of its own, in canvas points. */
  region: CanvasRegion | null = $state.raw(null);
  /** What came of something that was asked of the film; gone with the next thing that is. */
  notice: string | null = $state(null);
  #view: View | null = $state.raw(null);
  readonly #habits: ViewingHabits;

  readonly frame: DecodedFrame | null = $derived(this.content.state === 'shown' ? this.content.frame : null);
  /** The image in square units of the shorter side of its pixels, which `transform` counts in too. */
  readonly image: Size | null = $derived(this.frame && squareSize(this.frame.description.pixels));
  readonly voi: Voi | null = $derived(
    this.content.state === 'shown' ? (this.#view?.voi ?? this.content.ownVoi) : null,
  );
  /** Null while a VOI LUT is applied. */
  readonly window: WindowVoi | null = $derived(this.voi?.kind === 'window' ? this.voi : null);
  readonly presets: readonly MenuPreset[] = $derived.by(() => {
    const { content } = this;
    return content.state === 'shown'
      ? menuPresets(content.presets, this.#habits.userPresets, content.frame)
      : [];
  });
  readonly inverted: boolean = $derived(this.#view?.invert ?? false);
  readonly orientation: FilmOrientation = $derived(this.#view?.orientation ?? asStored);
  readonly fitted: boolean = $derived(this.#view !== null && this.#view.placement === null);
  readonly transform: ViewTransform | null = $derived(
    this.image && {
      ...(this.#view?.placement ?? fitPlacement(this.canvas, this.image, this.orientation)),
      orientation: this.orientation,
    },
  );
  /** What the eye sees filtered; none where the film cannot be. */
  readonly filters: FilmFilters = $derived(
    this.frame && canFilter(this.frame.description.pixels) ? (this.#view?.filters ?? noFilters) : noFilters,
  );
  /** For the screen alone: whoever measures or classifies takes `frame`. Filtered once, not with every drag. */
  readonly filtered: DecodedFrame | null = $derived(
    this.content.state === 'shown'
      ? filteredFrame(this.content.frame, this.content.ownVoi, this.filters)
      : null,
  );
  /** By itself, so that moving the film resamples nothing. */
  readonly #scale: number | null = $derived(this.transform && this.transform.scale);
  readonly #wholeRaster: FilmRaster | null = $derived(
    this.filtered && this.#scale !== null ? rasterAt(this.filtered, this.#scale) : null,
  );
  #lastRegion: ArrayRegion | null = null;
  /** The same object until another region comes in sight, so that until then nothing is cut out anew. */
  readonly #region: ArrayRegion | null = $derived.by(() => {
    const { image, transform, canvas } = this;
    const raster = this.#wholeRaster;
    const region = image && transform && raster && regionInSight(raster, transform, canvas, image);
    if (!isSameRegion(region, this.#lastRegion)) this.#lastRegion = region;
    return this.#lastRegion;
  });
  /** What is in sight of the film and little more. */
  readonly raster: FilmRaster | null = $derived.by(() => {
    const whole = this.#wholeRaster;
    return whole && this.filtered && this.#region
      ? rasterOfRegion(whole, this.filtered, this.#region)
      : whole;
  });
  /** The greys of `raster`. */
  readonly picture: DisplayPicture | null = $derived.by(() => {
    const { frame, raster, voi } = this;
    if (frame === null || raster === null || voi === null) return null;
    return displayPicture(
      { description: frame.description, storedValues: raster.values },
      voi,
      this.inverted,
    );
  });

  /** @param habits shared by the panes of a window */
  constructor(habits: ViewingHabits = new ViewingHabits()) {
    this.#habits = habits;
  }

  get tool(): Tool {
    return this.#habits.tool;
  }

  set tool(tool: Tool) {
    this.#habits.tool = tool;
  }

  /** How the pointer windows a film. */
  get windowing(): ReadingPreferences {
    return this.#habits.windowing;
  }

  get smooth(): boolean {
    return this.#habits.smooth;
  }

  set smooth(smooth: boolean) {
    this.#habits.smooth = smooth;
  }

  /** Begins to show an image. What was on screen is gone at once: no film stays under another's name. */
  request(imageId: ImageId): void {
    this.content = { state: 'loading', imageId };
    this.paintedId = null;
    this.#view = null;
  }

  /** Shows the frame if it is still the one asked for; false for a stale one, or a first look come too late. */
  receive(imageId: ImageId, received: DecodedFrame): boolean {
    if (this.content.state === 'empty' || this.content.imageId !== imageId) return false;
    if (received.reduction > 1 && this.content.state !== 'loading') return false;
    this.#view = this.#habits.views.recall(imageId) ?? untouchedView;
    this.notice = null;
    this.content = { state: 'shown', imageId, ...readyFilm(received) };
    return true;
  }

  /** Does what showing the film will take, so that it comes up at once. */
  prepare(imageId: ImageId, received: DecodedFrame): void {
    const { frame } = readyFilm(received);
    const { placement, orientation } = this.#habits.views.recall(imageId) ?? untouchedView;
    const image = squareSize(frame.description.pixels);
    rasterAt(frame, (placement ?? fitPlacement(this.canvas, image, orientation)).scale);
  }

  fail(imageId: ImageId, error: ErrorReport): void {
    const { content } = this;
    const isAwaited =
      content.state === 'loading' || (content.state === 'shown' && content.frame.reduction > 1);
    if (!isAwaited || content.imageId !== imageId) return;
    this.content = { state: 'error', imageId, error };
    this.paintedId = null;
  }

  /** Changes the film with the new one at hand: the old one stays until the new one is painted. */
  replace(imageId: ImageId, frame: DecodedFrame): void {
    this.content = { state: 'loading', imageId };
    this.receive(imageId, frame);
  }

  /** Shows nothing, and holds on to no pixels. */
  clear(): void {
    this.content = { state: 'empty' };
    this.paintedId = null;
    this.region = null;
    this.#view = null;
  }

  painted(imageId: ImageId): void {
    if (this.content.state === 'shown' && this.content.imageId === imageId) this.paintedId = imageId;
  }

  fit(): void {
    this.#change({ placement: null });
  }

  actualSize(): void {
    const { image, transform, canvas } = this;
    if (image && transform) this.#change({ placement: actualSizePlacement(canvas, image, transform) });
  }

  /** To this many device pixels a square unit, around the viewport's middle. */
  scaleTo(scale: number): void {
    if (this.transform) this.zoom(scale / this.transform.scale);
  }

  /** Turns the film on the screen, clockwise. */
  turn(degrees: number): void {
    this.#orient(turned(this.orientation, degrees));
  }

  /** Turns the film so that it lies at this many degrees clockwise from how it is stored. */
  turnTo(degrees: number): void {
    this.turn(degrees - this.orientation.rotation);
  }

  /** Mirrors the film on the screen: left for right, or top for bottom. */
  flip(axis: 'across' | 'down'): void {
    this.#orient(axis === 'across' ? flippedAcross(this.orientation) : flippedDown(this.orientation));
  }

  /** Around the anchor, or the viewport's middle. */
  zoom(factor: number, anchor: Point = { x: this.canvas.width / 2, y: this.canvas.height / 2 }): void {
    if (this.transform) this.#change({ placement: zoomAt(this.transform, this.canvas, anchor, factor) });
  }

  pan(delta: Point): void {
    if (this.transform) this.#change({ placement: panBy(this.transform, this.canvas, delta) });
  }

  /** Under the function of the window before it. */
  setWindow(window: WindowLevel): void {
    this.#change({ voi: windowVoi(window, this.window?.function) });
  }

  setVoi(voi: Voi): void {
    this.#change({ voi });
  }

  /** Goes round the file's own windows and tables and the automatic window. */
  stepPreset(step: 1 | -1): void {
    const next = this.voi && nextPreset(this.presets, this.voi, step);
    if (next) this.#change({ voi: next.voi });
  }

  /** One of `presets` by its number. */
  applyPreset(number: number): void {
    const preset = this.presets.find((one) => one.number === number);
    if (preset) this.#change({ voi: preset.voi });
  }

  automaticWindow(): void {
    if (this.frame) this.#change({ voi: automaticWindow(this.frame) });
  }

  /** Makes the framed region's own window the film's, if that is wanted, and frames nothing any more. */
  takeRegion(wanted: boolean): void {
    const { region, frame, image, transform, canvas } = this;
    this.region = null;
    if (!wanted || region === null || frame === null || image === null || transform === null) return;
    const corners = [
      region.from,
      region.to,
      { x: region.from.x, y: region.to.y },
      { x: region.to.x, y: region.from.y },
    ];
    const points = corners.map((corner) => canvasToImage(transform, canvas, image, corner));
    const [across, down] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const window = regionWindow(frame, {
      left: Math.min(...across),
      right: Math.max(...across),
      top: Math.min(...down),
      bottom: Math.max(...down),
    });
    if (window) this.#change({ voi: window });
  }

  /** Turns a VOI LUT into the window next to it, so that there is something to drag; returns the window. */
  leaveTable(): WindowVoi | null {
    const { voi, frame } = this;
    const table = voi?.kind === 'table' && frame?.description.pixels.voiLuts[voi.index];
    if (!table) return this.window;
    const { window, falls } = equivalentWindow(table);
    this.#change({ voi: window, invert: this.inverted !== falls });
    return window;
  }

  invert(): void {
    this.#change({ invert: !this.inverted });
  }

  /** Says something for a few seconds. */
  note(notice: string): void {
    this.notice = notice;
    setTimeout(() => {
      if (this.notice === notice) this.notice = null;
    }, 4000);
  }

  /** Puts a filter before the eye, or takes it away. */
  toggleFilter(filter: keyof FilmFilters): void {
    this.#change({ filters: { ...this.filters, [filter]: !this.filters[filter] } });
  }

  defaultWindow(): void {
    this.#change({ voi: null });
  }

  reset(): void {
    this.#change(untouchedView);
  }

  /** Shows the film as a presentation state has it; a window that this does not name stays as it is. */
  present({ voi, ...view }: PresentedView): void {
    this.#change({ ...view, ...(voi && { voi }) });
  }

  #orient(orientation: FilmOrientation): void {
    const placement = this.#view?.placement;
    if (!placement) return this.#change({ orientation });
    this.#change({
      orientation,
      placement: reorient({ ...placement, orientation: this.orientation }, orientation),
    });
  }

  #change(change: Partial<View>): void {
    this.notice = null;
    const before = this.transform;
    this.#take(change);
    if (before) this.#habits.onChange(this, change, before);
  }

  #take(change: Partial<View>): void {
    if (this.#view === null || this.content.state !== 'shown') return;
    this.#view = { ...this.#view, ...change };
    this.#habits.views.keep(this.content.imageId, this.#view);
  }

  /**
   * Goes along with another viewport: zoom and pan relative to how its own film lies, the window as it is there.
   *
   * @param before how the leader's film lay before the change
   * @param window whether the window goes along: it means the same for films of one modality alone
   */
  follow(leader: ViewportState, change: Partial<View>, before: ViewTransform, window: boolean): void {
    const { placement, orientation, voi, invert } = change;
    const own = this.transform;
    if (placement === null) this.#take({ placement });
    else if (placement && own && orientation === undefined) {
      const from = { placement: before, canvas: leader.canvas };
      this.#take({ placement: followedPlacement(from, placement, { placement: own, canvas: this.canvas }) });
    }
    // A table is the other file's own.
    if (window && voi !== undefined && voi?.kind !== 'table') this.#take({ voi });
    if (window && invert !== undefined) this.#take({ invert });
  }
}
