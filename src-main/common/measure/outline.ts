import type { Point } from '../viewer/view-transform.ts';
import { shapeTraits, type Annotation, type Shape } from './annotation.ts';
import { boxAround, footOn, type PixelSteps } from './geometry.ts';

/** What of an annotation is drawn, in image pixels. */
export interface Outline {
  readonly paths: readonly (readonly Point[])[];
  /** What only leads the eye, and is drawn broken. */
  readonly aids: readonly (readonly Point[])[];
}

type Drawn = Pick<Annotation, 'shape' | 'points'>;

/** Straight pieces of an ellipse; at this many they cannot be told from the curve. */
const ellipsePieces = 96;

/** Works on what is still being drawn too: whatever its points are good for is there. */
export function outlineOf({ shape, points }: Drawn, steps: PixelSteps): Outline {
  const [a, b, c, d] = points;
  // A text is its label and nothing else.
  if (shape === 'text') return { paths: [], aids: [] };
  if (shape === 'rectangle') return { paths: [ring(cornersOf(points))], aids: [] };
  if (shape === 'ellipse') return { paths: [ellipseRing(points)], aids: [] };
  if (shape === 'cobb' && a && b && c && d)
    return {
      paths: [
        [a, b],
        [c, d],
      ],
      aids: [[middle(a, b), middle(c, d)]],
    };
  if (shape === 'cobb' && a && b && c) return { paths: [[a, b], [c]], aids: [] };
  if (shape === 'perpendicular' && a && b && c) return perpendicular(a, b, c, steps);
  if (shapeTraits[shape].closed) return { paths: [ring(points)], aids: [] };
  return { paths: [points], aids: [] };
}

/** The points that can be dragged apart from the rest: the corners of a box, none of what was traced at length. */
export function handlesOf({ shape, points }: Drawn): readonly Point[] {
  if (shape === 'text') return [];
  if (isBox(shape)) return cornersOf(points);
  return points.length > mostHandles ? [] : points;
}

/** More of them would hide what they belong to. */
const mostHandles = 24;

/** The annotation with one of its handles at another place. */
export function withHandleAt<A extends Drawn>(annotation: A, index: number, to: Point): A {
  const { shape, points } = annotation;
  const [a, b] = points;
  if (!isBox(shape) || !a || !b)
    return { ...annotation, points: points.map((point, i) => (i === index ? to : point)) };
  const first = { x: index === 0 || index === 3 ? to.x : a.x, y: index < 2 ? to.y : a.y };
  const second = { x: index === 1 || index === 2 ? to.x : b.x, y: index >= 2 ? to.y : b.y };
  return { ...annotation, points: [first, second] };
}

/** The annotation moved as a whole, its label with it. */
export function movedBy(annotation: Annotation, by: Point): Annotation {
  const move = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  const { points, labelAt } = annotation;
  return { ...annotation, points: points.map(move), labelAt: labelAt && move(labelAt) };
}

function perpendicular(a: Point, b: Point, point: Point, steps: PixelSteps): Outline {
  const foot = footOn(a, b, point, steps);
  const nearer = Math.hypot(foot.x - a.x, foot.y - a.y) < Math.hypot(foot.x - b.x, foot.y - b.y) ? a : b;
  return {
    paths: [
      [a, b],
      [foot, point],
    ],
    // The line goes on to the foot where that lies beyond its ends.
    aids: [[nearer, foot]],
  };
}

function isBox(shape: Shape): boolean {
  return shape === 'rectangle' || shape === 'ellipse';
}

/** From the first point round by the other one, so that corner i + 2 lies opposite of corner i. */
function cornersOf([a, b]: readonly Point[]): readonly Point[] {
  return a && b ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : [];
}

function ellipseRing(points: readonly Point[]): readonly Point[] {
  const { left, top, right, bottom } = boxAround(points);
  return Array.from({ length: ellipsePieces + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / ellipsePieces;
    return {
      x: (left + right) / 2 + ((right - left) / 2) * Math.cos(angle),
      y: (top + bottom) / 2 + ((bottom - top) / 2) * Math.sin(angle),
    };
  });
}

function ring(points: readonly Point[]): readonly Point[] {
  return points.length > 1 ? [...points, points[0]!] : points;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
