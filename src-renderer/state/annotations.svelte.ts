import type { ImageId } from '#common/contract/ipc';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { pixelShape } from '#common/imaging/frame-size';
import { anatomyOf } from '#common/measure/anatomy';
import type { Annotation, Shape } from '#common/measure/annotation';
import { calibrationFrom, type Calibration } from '#common/measure/calibration';
import { ended, type Draft } from '#common/measure/draft';
import { distance } from '#common/measure/geometry';
import type { Grab } from '#common/measure/grab';
import { amended, begun, changed, redone, undone, type History } from '#common/measure/history';
import { ellipseDiameter, measure, type Measurement } from '#common/measure/measure';
import { noMarks, type Marks } from '#common/measure/marks';
import { measurementLine } from '#common/measure/measurement-texts';
import { rulerOf, type Ruler } from '#common/measure/ruler';
import type { Point } from '#common/viewer/view-transform';
import type { MarkedFilms } from './marked-films.svelte.ts';
import { say } from '../words.svelte.ts';

/** The film that is annotated: the one whose pixels are on screen. */
export interface AnnotatedFilm {
  readonly imageId: ImageId;
  readonly frame: DecodedFrame;
  readonly modality: string | null;
}

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
  #measured = new WeakMap<
    Annotation,
    { readonly ruler: Ruler; readonly frame: DecodedFrame; readonly measurement: Measurement }
  >();
  readonly #film: () => AnnotatedFilm | null;
  /** As the latest move by keys left it. */
  #nudged: History<Marks> | null = null;
  readonly #films: MarkedFilms;

  readonly film: AnnotatedFilm | null = $derived.by(() => this.#film());
  readonly #history: History<Marks> = $derived.by(() =>
    this.film ? this.#films.of(this.film.imageId) : begun(noMarks),
  );
  readonly calibration: Calibration | null = $derived(this.#history.present.calibration);
  readonly ruler: Ruler | null = $derived(
    this.film && rulerOf(this.film.frame.description.pixels, this.film.modality, this.calibration, say),
  );
  readonly annotations: readonly Annotation[] = $derived(
    this.#history.present.annotations.map((one) => (one.id === this.#dragged?.id ? this.#dragged : one)),
  );
  readonly selected: Annotation | null = $derived(
    this.annotations.find(({ id }) => id === this.selectedId) ?? null,
  );
  readonly isKeyImage: boolean = $derived(this.#history.present.isKeyImage);
  readonly canUndo: boolean = $derived(this.#history.past.length > 0);
  readonly canRedo: boolean = $derived(this.#history.future.length > 0);
  /** Where a label had better not lie. */
  readonly isAnatomy: (point: Point) => boolean = $derived(
    this.film ? anatomyOf(this.film.frame) : () => false,
  );

  /**
   * @param film Read anew whenever what it depends on changes.
   * @param films Shared by all that may show the same film.
   */
  constructor(film: () => AnnotatedFilm | null, films: MarkedFilms) {
    this.#film = film;
    this.#films = films;
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
    return this.annotations.map((one) => measurementLine(one, this.measurementOf(one), say));
  }

  /** Another film is about to be shown: what is under way is given up, and its marks are asked for. */
  async turnTo(imageId: ImageId): Promise<void> {
    this.cancel();
    this.selectedId = null;
    this.probed = null;
    await this.#films.recall(imageId);
  }

  /** Puts a complete shape on the film and selects it; a text is asked for first. */
  add(shape: Shape, points: readonly Point[]): void {
    this.draft = null;
    const id = crypto.randomUUID();
    const annotation = { id, shape, points, text: '', labelAt: shape === 'text' ? points[0]! : null };
    if (shape === 'text') this.writing = annotation;
    else this.#change({ annotations: [...this.annotations, annotation] });
    this.selectedId = id;
  }

  /** Puts what another program drew among a person's own, as one step to undo. */
  takeOver(annotations: readonly Annotation[]): void {
    this.#change({ annotations: [...this.annotations, ...annotations] });
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

  removeAll(): void {
    if (this.annotations.length > 0) this.#change({ annotations: [] });
    this.selectedId = null;
  }

  /** Puts an annotation where keys moved it; moved on, it is one step to undo. */
  nudge(annotation: Annotation): void {
    const goesOn = this.#nudged === this.#history;
    this.#replace(annotation, goesOn ? amended : changed);
    this.#nudged = this.#history;
  }

  toggleKeyImage(): void {
    this.#change({ isKeyImage: !this.isKeyImage });
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

  #replace(annotation: Annotation, step = changed<Marks>): void {
    const annotations = this.#history.present.annotations;
    const put = annotations.map((one) => (one.id === annotation.id ? annotation : one));
    this.#change({ annotations: put }, step);
  }

  #change(change: Partial<Marks>, step = changed<Marks>): void {
    this.#step((history) => step(history, { ...history.present, ...change }));
  }

  #step(step: (history: History<Marks>) => History<Marks>): void {
    if (this.film !== null) this.#films.step(this.film.imageId, step);
  }
}
