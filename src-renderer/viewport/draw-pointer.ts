import { isShape, type Annotation, type Shape } from '#common/measure/annotation';
import { moved, pressed, released, type DrawingStep } from '#common/measure/draft';
import { grabAt, type Grab } from '#common/measure/grab';
import { movedBy, withHandleAt } from '#common/measure/outline';
import type { ScreenMap } from '#common/measure/scene';
import type { Point } from '#common/viewer/view-transform';
import type { AnnotationScene } from '../state/annotation-scene.svelte.ts';
import type { AnnotationsState } from '../state/annotations.svelte.ts';
import type { ViewportState } from '../state/viewport.svelte.ts';

/** What the pointer draws with and on. */
export interface DrawingBoard {
  readonly viewport: ViewportState;
  readonly annotations: AnnotationsState;
  readonly scene: AnnotationScene;
}

/** CSS pixels that a hand moves without meaning to. */
const slack = 4;
/** CSS pixels between the points of a trail. */
const trailStep = 2;

/**
 * Draws and edits with the left button, before anybody else hears of it: what it has no use for goes on to the
 * window, pan and zoom tools. Returns the function that takes the wires off.
 */
export function followDrawing(element: HTMLElement, board: DrawingBoard): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  const pen = new Pen(element, board);
  element.addEventListener('pointerdown', (event) => pen.down(event), options);
  element.addEventListener('pointermove', (event) => pen.move(event), options);
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(end, (event) => pen.up(event), options);
  element.addEventListener('pointerleave', () => (board.annotations.probed = null), options);
  element.addEventListener('dblclick', (event) => pen.doubleClick(event), options);
  element.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || board.annotations.draft === null) return;
      take(event);
      board.annotations.end();
    },
    options,
  );
  return () => listening.abort();
}

/** What the button is held down for. */
interface Hold {
  /** In CSS pixels of the film area. */
  readonly from: Point;
  dragged: boolean;
  /** Null while a shape is drawn. */
  readonly edit: ((to: Point) => Annotation) | null;
}

class Pen {
  readonly #element: HTMLElement;
  readonly #board: DrawingBoard;
  #hold: Hold | null = null;

  constructor(element: HTMLElement, board: DrawingBoard) {
    this.#element = element;
    this.#board = board;
  }

  down(event: PointerEvent): void {
    const { annotations, scene, viewport } = this.#board;
    const { map } = scene;
    if (event.button !== 0 || map === null) return;
    const at = this.#place(event);
    const shape = isShape(viewport.tool) ? viewport.tool : null;
    const grab = annotations.draft ? null : grabAt(scene.drawn, annotations.selectedId, at);
    if (grab && (shape === null || grab.part !== 'whole')) {
      annotations.selectedId = grab.id;
      this.#begin(event, { from: at, dragged: false, edit: this.#editOf(grab, map, at) });
    } else if (shape) {
      this.#begin(event, { from: at, dragged: false, edit: null });
      this.#press(shape, at, map);
    } else annotations.selectedId = null;
  }

  move(event: PointerEvent): void {
    const { annotations, scene, viewport } = this.#board;
    const { map } = scene;
    if (map === null) return;
    const at = this.#place(event);
    annotations.probed = viewport.tool === 'probe' ? map.toImage(at) : null;
    const hold = this.#hold;
    if (hold && apart(hold.from, at) >= slack) hold.dragged = true;
    if (hold?.edit) {
      if (hold.dragged) annotations.drag(hold.edit(at));
    } else if (annotations.draft) this.#trail(at, map);
    else if (hold === null && event.buttons === 0)
      annotations.hovered = grabAt(scene.drawn, annotations.selectedId, at);
  }

  up(event: PointerEvent): void {
    const { annotations, scene } = this.#board;
    const hold = this.#hold;
    if (hold === null) return;
    this.#hold = null;
    take(event);
    if (hold.edit) annotations.drop();
    else if (annotations.draft && scene.map)
      this.#follow(released(annotations.draft, scene.map.toImage(this.#place(event)), hold.dragged));
  }

  /** Ends what is drawn point by point, or opens the writing of what was written. */
  doubleClick(event: MouseEvent): void {
    const { annotations, scene, viewport } = this.#board;
    const grab = grabAt(scene.drawn, annotations.selectedId, this.#place(event));
    if (!isShape(viewport.tool) && grab === null) return;
    take(event);
    if (annotations.draft) annotations.end();
    else if (grab) annotations.write(grab.id);
  }

  #begin(event: PointerEvent, hold: Hold): void {
    take(event);
    this.#element.focus();
    this.#element.setPointerCapture(event.pointerId);
    this.#hold = hold;
  }

  /** A press on the first point of a free region closes it; one on the point before is that point. */
  #press(shape: Shape, at: Point, map: ScreenMap): void {
    const { annotations } = this.#board;
    const { draft } = annotations;
    const [first, last] = [draft?.fixed[0], draft?.fixed.at(-1)];
    if (draft?.shape === 'freehand' && first && draft.fixed.length > 2 && near(map, first, at))
      return annotations.end();
    const point = last && near(map, last, at) ? last : map.toImage(at);
    this.#follow(pressed(draft, shape, point));
  }

  #trail(at: Point, map: ScreenMap): void {
    const { annotations } = this.#board;
    const { draft } = annotations;
    if (draft === null) return;
    const last = draft.fixed.at(-1);
    const isFar = last === undefined || apart(map.toScreen(last), at) >= trailStep;
    annotations.draft = moved(draft, map.toImage(at), this.#hold?.dragged === true && isFar);
  }

  #follow(step: DrawingStep): void {
    const { annotations, viewport } = this.#board;
    if (step.state === 'drawing') annotations.draft = step.draft;
    else if (isShape(viewport.tool)) annotations.add(viewport.tool, step.points);
  }

  /** From where the pointer is to how the annotation then lies; null where the annotation is gone. */
  #editOf({ id, part }: Grab, map: ScreenMap, from: Point): Hold['edit'] {
    const drawn = this.#board.scene.drawn.find(({ annotation }) => annotation.id === id);
    if (drawn === undefined) return null;
    const { annotation, handles, label } = drawn;
    const shifted = (point: Point, to: Point): Point =>
      map.toImage({ x: point.x + to.x - from.x, y: point.y + to.y - from.y });
    if (typeof part === 'number') return (to) => withHandleAt(annotation, part, shifted(handles[part]!, to));
    if (part === 'label' && label)
      return (to) => ({ ...annotation, labelAt: shifted({ x: label.box.left, y: label.box.top }, to) });
    const start = map.toImage(from);
    return (to) => {
      const { x, y } = map.toImage(to);
      return movedBy(annotation, { x: x - start.x, y: y - start.y });
    };
  }

  #place(event: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function near(map: ScreenMap, point: Point, at: Point): boolean {
  return apart(map.toScreen(point), at) < slack;
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
