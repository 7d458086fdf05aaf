import { pixelShape } from '#common/imaging/frame-size';
import { draftedPoints } from '#common/measure/draft';
import { shapeTraits } from '#common/measure/annotation';
import type { Box } from '#common/measure/geometry';
import { measure } from '#common/measure/measure';
import { formatValue, labelLines } from '#common/measure/measurement-texts';
import { movedBy, type Outline } from '#common/measure/outline';
import { onScreen, sceneOf, type DrawnAnnotation, type ScreenMap } from '#common/measure/scene';
import { valueAt } from '#common/measure/statistics';
import { canvasToImage, imageToCanvas, type Point, type Size } from '#common/viewer/view-transform';
import type { AnnotationsState } from './annotations.svelte.ts';
import type { LayoutState } from './layout.svelte.ts';
import type { ViewportState } from './viewport.svelte.ts';
import { say } from '../words.svelte.ts';

/** What is being drawn, on the screen. */
export interface DrawnDraft extends Outline {
  readonly shape: string;
  readonly lines: readonly string[];
  /** The pointer's place. */
  readonly at: Point;
}

/** The annotations as they lie on the screen now, in CSS pixels of the film area. */
export class AnnotationScene {
  /** Of the film area, in CSS pixels; told by whoever draws. */
  size: Size = $state.raw({ width: 0, height: 0 });
  readonly #annotations: AnnotationsState;
  readonly #viewport: ViewportState;
  readonly #layout: LayoutState;

  /** Null while no film is on screen. */
  readonly map: ScreenMap | null = $derived.by(() => this.#map());
  readonly drawn: readonly DrawnAnnotation[] = $derived.by(() => this.#drawn());
  readonly draft: DrawnDraft | null = $derived.by(() => this.#draft());
  /** The value under the pointer while the probe is in hand: where to say it, and what. */
  readonly probe: { readonly at: Point; readonly text: string } | null = $derived.by(() => this.#probe());

  constructor(annotations: AnnotationsState, viewport: ViewportState, layout: LayoutState) {
    this.#annotations = annotations;
    this.#viewport = viewport;
    this.#layout = layout;
  }

  /** Moves the selected annotation by so many pixels of the screen's own. */
  nudge(across: number, down: number): void {
    const { selected } = this.#annotations;
    if (selected === null || this.map === null) return;
    const density = this.size.width > 0 ? this.#viewport.canvas.width / this.size.width : 1;
    const [from, to] = [
      { x: 0, y: 0 },
      { x: across / density, y: down / density },
    ].map(this.map.toImage);
    this.#annotations.nudge(movedBy(selected, { x: to!.x - from!.x, y: to!.y - from!.y }));
  }

  #map(): ScreenMap | null {
    const { transform, canvas, image, frame } = this.#viewport;
    if (this.#annotations.film === null || transform === null || image === null || frame === null)
      return null;
    const { width, height } = pixelShape(frame.description.pixels);
    const density = this.size.width > 0 ? canvas.width / this.size.width : 1;
    return {
      size: this.size,
      toScreen: (point) => {
        const square = { x: point.x * width, y: point.y * height };
        const { x, y } = imageToCanvas(transform, canvas, image, square);
        return { x: x / density, y: y / density };
      },
      toImage: (point) => {
        const onCanvas = { x: point.x * density, y: point.y * density };
        const { x, y } = canvasToImage(transform, canvas, image, onCanvas);
        return { x: x / width, y: y / height };
      },
    };
  }

  #drawn(): readonly DrawnAnnotation[] {
    const { annotations, ruler } = this.#annotations;
    // Of a film without annotations nobody need know where the anatomy is.
    if (this.map === null || ruler === null || annotations.length === 0 || !this.#layout.annotations)
      return [];
    const { isAnatomy } = this.#annotations;
    const labelled = annotations.map((annotation) => ({
      annotation,
      lines: labelLines(annotation, this.#annotations.measurementOf(annotation), say),
    }));
    return sceneOf(labelled, ruler.steps, this.map, this.#cornerTexts(), isAnatomy);
  }

  #draft(): DrawnDraft | null {
    const { draft, film, ruler } = this.#annotations;
    if (draft === null || film === null || ruler === null || this.map === null) return null;
    const { shape } = draft;
    const points = draftedPoints(draft);
    const { paths, aids } = onScreen({ shape, points }, ruler.steps, this.map);
    // What a trail encloses is measured once it is closed: it changes with every step of the pointer.
    const lines = shapeTraits[shape].traced
      ? []
      : labelLines(
          { id: '', shape, points, text: '', labelAt: null },
          measure({ shape, points }, ruler, film.frame),
        );
    return { shape, paths, aids, lines, at: this.map.toScreen(draft.loose) };
  }

  #probe(): { readonly at: Point; readonly text: string } | null {
    const { probed, film } = this.#annotations;
    if (probed === null || film === null || this.map === null || this.#viewport.tool !== 'probe') return null;
    const [row, column] = [Math.floor(probed.y), Math.floor(probed.x)];
    const value = valueAt(film.frame, row, column);
    const { rows, columns } = film.frame.description.pixels;
    const isInside = row >= 0 && column >= 0 && row < rows && column < columns;
    if (!isInside) return { at: this.map.toScreen(probed), text: say('outside the image') };
    const said = value === null ? say('no value') : formatValue(value, say);
    return {
      at: this.map.toScreen(probed),
      text: say('{value}  row {row}, column {column}', { value: said, row: row + 1, column: column + 1 }),
    };
  }

  /** About where the corner texts stand. */
  #cornerTexts(): readonly Box[] {
    const { width, height } = this.size;
    if (this.#layout.overlay === 'none') return [];
    const [across, down] = [190, 96];
    return [
      { left: 0, top: 0, right: across, bottom: down },
      { left: width - across, top: 0, right: width, bottom: down },
      { left: 0, top: height - down, right: across, bottom: height },
      { left: width - across, top: height - down, right: width, bottom: height },
    ];
  }
}
