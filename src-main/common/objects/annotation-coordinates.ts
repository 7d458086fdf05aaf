import { shapeTraits, type Annotation, type Shape } from '../measure/annotation.ts';
import { boxAround } from '../measure/geometry.ts';
import type { Point } from '../viewer/view-transform.ts';
import type { GraphicType } from './content-item.ts';

/** Where an annotation lies, as spatial coordinates have it (PS3.3 C.18.6.1.2). */
export interface Coordinates {
  readonly type: GraphicType;
  readonly points: readonly Point[];
}

/**
 * The coordinates of a complete annotation. Closed outlines repeat their first point; a Cobb angle and a
 * perpendicular are their points in the order they were drawn.
 */
export function coordinatesOf({ shape, points }: Annotation): Coordinates {
  if (shape === 'probe' || shape === 'text') return { type: 'POINT', points: points.slice(0, 1) };
  if (shape === 'rectangle') return { type: 'POLYLINE', points: closed(corners(points)) };
  if (shape === 'ellipse') return { type: 'ELLIPSE', points: axes(points) };
  return { type: 'POLYLINE', points: shapeTraits[shape].closed ? closed(points) : points };
}

/** The points of a shape from coordinates that `coordinatesOf` made; null where they do not make it. */
export function pointsOfShape(shape: Shape, { points }: Coordinates): readonly Point[] | null {
  const open = shapeTraits[shape].closed && shape !== 'ellipse' ? points.slice(0, -1) : points;
  const isBox = shape === 'rectangle' || shape === 'ellipse';
  const own = isBox && open.length === 4 ? boxCorners(open) : open;
  const { least, most } = shapeTraits[shape];
  return own.length >= least && own.length <= most ? own : null;
}

/** The ends of the major axis, then of the minor one (PS3.3 C.18.6.1.2). */
export function axes(points: readonly Point[]): readonly Point[] {
  const { left, top, right, bottom } = boxAround(points);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const across = [
    { x: left, y },
    { x: right, y },
  ];
  const down = [
    { x, y: top },
    { x, y: bottom },
  ];
  return right - left >= bottom - top ? [...across, ...down] : [...down, ...across];
}

/** The corners of the box around points, clockwise from the upper left. */
export function corners(points: readonly Point[]): readonly Point[] {
  const { left, top, right, bottom } = boxAround(points);
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

export function closed(points: readonly Point[]): readonly Point[] {
  return [...points, points[0]!];
}

function boxCorners(points: readonly Point[]): readonly Point[] {
  const { left, top, right, bottom } = boxAround(points);
  return [
    { x: left, y: top },
    { x: right, y: bottom },
  ];
}
