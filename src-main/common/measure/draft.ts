import type { Point } from '../viewer/view-transform.ts';
import { shapeTraits, type Annotation, type Shape } from './annotation.ts';

/** An annotation being drawn; its points are in pixels of the image. */
export interface Draft {
  readonly shape: Shape;
  /** The points that are settled. */
  readonly fixed: readonly Point[];
  /** The one that follows the pointer. */
  readonly loose: Point;
}

/** What came of a press, a movement or a release: a draft to go on with, or all points of the shape. */
export type DrawingStep =
  | { readonly state: 'drawing'; readonly draft: Draft }
  | { readonly state: 'complete'; readonly points: readonly Point[] };

/** The first press of a shape settles its first point, and every further one the next. */
export function pressed(draft: Draft | null, shape: Shape, at: Point): DrawingStep {
  return settled({ shape, fixed: draft?.fixed ?? [], loose: at }, at);
}

/** Moves the loose point; of a shape that is traced, a button held down leaves a trail of points. */
export function moved(draft: Draft, at: Point, held: boolean): Draft {
  const { shape, fixed } = draft;
  const trails = held && shapeTraits[shape].traced;
  return { shape, fixed: trails ? [...fixed, at] : fixed, loose: at };
}

/**
 * Letting go after a drag settles the point that was dragged to, and ends what was traced; after a mere click the
 * points go on to be clicked one by one.
 */
export function released(draft: Draft, at: Point, dragged: boolean): DrawingStep {
  if (!dragged) return { state: 'drawing', draft };
  const { least, traced } = shapeTraits[draft.shape];
  if (!traced) return settled(draft, at);
  return draft.fixed.length >= least
    ? { state: 'complete', points: draft.fixed }
    : { state: 'drawing', draft };
}

/** Ends a shape that has no number of points of its own; null while it has too few for its kind. */
export function ended({ shape, fixed }: Draft): readonly Point[] | null {
  const { least, most } = shapeTraits[shape];
  return most === Infinity && fixed.length >= least ? fixed : null;
}

/** What is drawn of a draft. */
export function draftedPoints({ fixed, loose }: Draft): readonly Point[] {
  return [...fixed, loose];
}

/** A complete annotation that nobody has written anything beside yet. */
export function annotationOf(id: string, shape: Shape, points: readonly Point[]): Annotation {
  return { id, shape, points, text: '', labelAt: null };
}

/** A second point on the very spot of the one before is a slip of the finger. */
function settled(draft: Draft, at: Point): DrawingStep {
  const { shape } = draft;
  const last = draft.fixed.at(-1);
  const isAgain = last !== undefined && last.x === at.x && last.y === at.y;
  const fixed = isAgain ? draft.fixed : [...draft.fixed, at];
  if (fixed.length >= shapeTraits[shape].most) return { state: 'complete', points: fixed };
  return { state: 'drawing', draft: { shape, fixed, loose: at } };
}
