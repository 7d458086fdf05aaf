import { SvelteMap } from 'svelte/reactivity';
import type { ImageId } from '#common/contract/ipc';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { pixelShape } from '#common/imaging/frame-size';
import { anatomyOf } from '#common/measure/anatomy';
import type { Annotation, Shape } from '#common/measure/annotation';
import { calibrationFrom, type Calibration, type CalibrationStore } from '#common/measure/calibration';
import { ended, type Draft } from '#common/measure/draft';
import { distance } from '#common/measure/geometry';
import type { Grab } from '#common/measure/grab';
import { begun, changed, redone, undone, type History } from '#common/measure/history';
import { ellipseDiameter, measure, type Measurement } from '#common/measure/measure';
import { measurementLine } from '#common/measure/measurement-texts';
import { rulerOf, type Ruler } from '#common/measure/ruler';
import type { Point } from '#common/viewer/view-transform';

/** All that a person has put on one image. */
interface Sheet {
  /** The topmost last. */
  readonly annotations: readonly Annotation[];
  readonly calibration: Calibration | null;
}

/** The film that is annotated: the one whose pixels are on screen. */
export interface AnnotatedFilm {
  readonly imageId: ImageId;
  readonly frame: DecodedFrame;
  readonly modality: string | null;
}

const emptyHistory: History<Sheet> = begun({ annotations: [], calibration: null });

/** The annotations of every image, with what was undone; points are in pixels of the image. */
export class AnnotationsState {
  /** What is being drawn. */
  draft: Draft | null = $state.raw(null);
  selectedId: string | null = $state(null);
  /** The text that is being written; its annotation may be new. */
  writing: Annotation | null = $state.raw(null);
  /** Where the pointer is while the probe is in hand. */
  probed: Point | null = $state.raw(null);
  /** True from the wish to calibrate until the field for the size has the focus. */
  sizeWanted: boolean = $state(false);
  /** What lies under the pointer and would be taken hold of. */
  hovered: Grab | null = $state.raw(null);
  /** As it is being dragged: in no history until it is let go. */
  #dragged: Annotation | null = $state.raw(null);
  readonly #histories = new SvelteMap<ImageId, History<Sheet>>();
  #measured = new WeakMap<
    Annotation,
    { readonly ruler: Ruler; readonly frame: DecodedFrame; readonly measurement: Measurement }
  >();
  #count = 0;
  readonly #film: () => AnnotatedFilm | null;
  readonly #store: CalibrationStore;
  readonly #failed: (thrown: unknown) => void;

  readonly film: AnnotatedFilm | null = $derived.by(() => this.#film());
  readonly #history: History<Sheet> = $derived(
    (this.film && this.#histories.get(this.film.imageId)) ?? emptyHistory,
  );
  readonly calibration: Calibration | null = $derived(this.#history.present.calibration);
  readonly ruler: Ruler | null = $derived(
    this.film && rulerOf(this.film.frame.description.pixels, this.film.modality, this.calibration),
  );
  readonly annotations: readonly Annotation[] = $derived(
    this.#history.present.annotations.map((one) => (one.id === this.#dragged?.id ? this.#dragged : one)),
  );
  readonly selected: Annotation | null = $derived(
    this.annotations.find(({ id }) => id === this.selectedId) ?? null,
  );
  readonly canUndo: boolean = $derived(this.#history.past.length > 0);
  readonly canRedo: boolean = $derived(this.#history.future.length > 0);
  /** Where a label had better not lie. */
  readonly isAnatomy: (point: Point) => boolean = $derived(
    this.film ? anatomyOf(this.film.frame) : () => false,
  );

  /**
   * @param film Read anew whenever what it depends on changes.
   * @param failed Told when the store could not keep a calibration; the session goes on with its own.
   */
  constructor(film: () => AnnotatedFilm | null, store: CalibrationStore, failed: (thrown: unknown) => void) {
    this.#film = film;
    this.#store = store;
    this.#failed = failed;
  }

  /** What an annotation of the film on screen measures; the same answer until it, the ruler or the film changes. */
  measurementOf(annotation: Annotation): Measurement {
    const { film, ruler } = this;
    if (film === null || ruler === null) return { quantities: [], statistics: null };
    const before = this.#measured.get(annotation);
    if (before?.ruler === ruler && before.frame === film.frame) return before.measurement;
    const measurement = measure(annotation, ruler, film.frame);
    this.#measured.set(annotation, { ruler, frame: film.frame, measurement });
    return measurement;
  }

  /** Every annotation of the film on screen as a line of text, with what it measures. */
  lines(): readonly string[] {
    return this.annotations.map((one) => measurementLine(one, this.measurementOf(one)));
  }

  /** Another film is about to be shown: what is under way is given up, and its calibration is asked for. */
  async turnTo(imageId: ImageId): Promise<void> {
    this.cancel();
    this.selectedId = null;
    this.probed = null;
    if (this.#histories.has(imageId)) return;
    // A store that cannot be read says so itself, once and not for every film.
    const calibration = await this.#store.recall(imageId).catch(() => null);
    // What was done to the film in the meantime counts for more.
    if (!calibration || this.#histories.has(imageId)) return;
    this.#put(imageId, begun({ annotations: [], calibration }));
  }

  /** Puts a complete shape on the film and selects it; a text is asked for first. */
  add(shape: Shape, points: readonly Point[]): void {
    this.draft = null;
    const id = `annotation-${(this.#count += 1)}`;
    const annotation = { id, shape, points, text: '', labelAt: shape === 'text' ? points[0]! : null };
    if (shape === 'text') this.writing = annotation;
    else this.#change({ annotations: [...this.annotations, annotation] });
    this.selectedId = id;
  }

  /** Shows an annotation as it is being dragged. */
  drag(annotation: Annotation): void {
    this.#dragged = annotation;
  }

  /** Keeps what was dragged, as one step to undo. */
  drop(): void {
    const dropped = this.#dragged;
    this.#dragged = null;
    if (dropped) this.#replace(dropped);
  }

  write(id: string): void {
    this.writing = this.annotations.find((one) => one.id === id) ?? null;
  }

  /** Ends the writing; a text without a word is no annotation. */
  written(text: string): void {
    const { writing } = this;
    this.writing = null;
    if (writing === null || text === writing.text) return;
    if (text === '' && writing.shape === 'text') this.remove(writing.id);
    else if (this.annotations.some(({ id }) => id === writing.id)) this.#replace({ ...writing, text });
    else this.#change({ annotations: [...this.annotations, { ...writing, text }] });
  }

  remove(id: string): void {
    const annotations = this.annotations.filter((one) => one.id !== id);
    if (annotations.length < this.annotations.length) this.#change({ annotations });
    if (this.selectedId === id) this.selectedId = null;
  }

  removeSelected(): void {
    if (this.selectedId !== null) this.remove(this.selectedId);
  }

  /** Ends a shape that goes on until it is ended; one with too few points goes on. */
  end(): void {
    const points = this.draft && ended(this.draft);
    if (this.draft && points) this.add(this.draft.shape, points);
  }

  /** Takes back the latest change of the film on screen, or drops what is being drawn. */
  undo(): void {
    if (this.draft) this.draft = null;
    else this.#step(undone);
  }

  redo(): void {
    this.#step(redone);
  }

  /** Gives up what is under way, the smallest thing first; false where there was nothing. */
  cancel(): boolean {
    const { draft, writing, selectedId } = this;
    const dragged = this.#dragged;
    this.#dragged = null;
    this.draft = null;
    this.writing = null;
    const isIdle = draft === null && writing === null && dragged === null;
    if (isIdle) this.selectedId = null;
    return !isIdle || selectedId !== null;
  }

  /** What the selected annotation can be told the size of. */
  calibratable(): Calibration['by'] | null {
    if (this.selected?.shape === 'length') return 'line';
    return this.selected?.shape === 'ellipse' ? 'object' : null;
  }

  /** Asks for the size of what is selected, or else of the latest line or ellipse; false where there is none. */
  wishCalibration(): boolean {
    if (this.calibratable() === null) {
      const latest = this.annotations.findLast(({ shape }) => shape === 'length' || shape === 'ellipse');
      if (latest === undefined) return false;
      this.selectedId = latest.id;
    }
    this.sizeWanted = true;
    return true;
  }

  /** Makes the selected line, or the object that the selected ellipse is drawn around, so large; false where it cannot be. */
  calibrate(millimetres: number): boolean {
    const by = this.calibratable();
    if (by === null || this.selected === null || this.film === null) return false;
    const shape = pixelShape(this.film.frame.description.pixels);
    const { points } = this.selected;
    const units =
      by === 'line'
        ? distance(points[0]!, points[1]!, { across: shape.width, down: shape.height })
        : ellipseDiameter(points, shape);
    const calibration = calibrationFrom(by, units, millimetres);
    if (calibration) this.#change({ calibration });
    return calibration !== null;
  }

  removeCalibration(): void {
    this.#change({ calibration: null });
  }

  #replace(annotation: Annotation): void {
    const annotations = this.#history.present.annotations;
    this.#change({ annotations: annotations.map((one) => (one.id === annotation.id ? annotation : one)) });
  }

  #change(change: Partial<Sheet>): void {
    this.#step((history) => changed(history, { ...history.present, ...change }));
  }

  #step(step: (history: History<Sheet>) => History<Sheet>): void {
    if (this.film === null) return;
    const { imageId } = this.film;
    const [before, after] = [this.#history, step(this.#history)];
    this.#put(imageId, after);
    const { calibration } = after.present;
    if (calibration !== before.present.calibration)
      this.#store.keep(imageId, calibration).catch(this.#failed);
  }

  #put(imageId: ImageId, history: History<Sheet>): void {
    this.#histories.set(imageId, history);
  }
}
