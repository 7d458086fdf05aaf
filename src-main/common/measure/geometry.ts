import type { Point } from '../viewer/view-transform.ts';

/** How far one pixel goes, along a row and down a column, in one unit for both. */
export interface PixelSteps {
  readonly across: number;
  readonly down: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box around the points; of none, a box of no size at the origin. */
export function boxAround(points: readonly Point[]): Box {
  if (points.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

export function distance(a: Point, b: Point, { across, down }: PixelSteps): number {
  return Math.hypot((b.x - a.x) * across, (b.y - a.y) * down);
}

/** The way from the first point to the last, and back to the first where it is `closed`. */
export function pathLength(points: readonly Point[], steps: PixelSteps, closed = false): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1]!, points[i]!, steps);
  return closed && points.length > 1 ? length + distance(points.at(-1)!, points[0]!, steps) : length;
}

/** Degrees in [0, 180] between the arms of `vertex`; null while an arm has no length. */
export function angleAt(arm: Point, vertex: Point, otherArm: Point, steps: PixelSteps): number | null {
  return angleBetween(step(vertex, arm, steps), step(vertex, otherArm, steps));
}

/**
 * Degrees in [0, 90] between two lines, whichever way each was drawn (the smaller one of the two angles at which
 * they cross); null while a line has no length.
 */
export function angleBetweenLines(
  [a, b]: readonly [Point, Point],
  [c, d]: readonly [Point, Point],
  steps: PixelSteps,
): number | null {
  const angle = angleBetween(step(a, b, steps), step(c, d, steps));
  return angle === null ? null : Math.min(angle, 180 - angle);
}

/**
 * Where the perpendicular from `point` meets the endless line through `a` and `b`, in pixels: perpendicular on the
 * film and not in the array, which differ where pixels are not square. `a` itself while the line has no length.
 */
export function footOn(a: Point, b: Point, point: Point, steps: PixelSteps): Point {
  const line = step(a, b, steps);
  const square = line.x ** 2 + line.y ** 2;
  if (square === 0) return a;
  const to = step(a, point, steps);
  const share = (to.x * line.x + to.y * line.y) / square;
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}

/** By the arithmetic-geometric mean, to the last digits of a double, however flat. */
export function ellipsePerimeter(semiAxis: number, otherSemiAxis: number): number {
  let [a, b] = [Math.max(semiAxis, otherSemiAxis), Math.min(semiAxis, otherSemiAxis)];
  if (b === 0) return 4 * a;
  let sum = a ** 2 - (a ** 2 - b ** 2) / 2;
  for (let weight = 1; a - b > 1e-15 * a && weight < 2 ** 32; weight *= 2) {
    const half = (a - b) / 2;
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
    sum -= weight * half ** 2;
  }
  return (2 * Math.PI * sum) / a;
}

function step(from: Point, to: Point, { across, down }: PixelSteps): Point {
  return { x: (to.x - from.x) * across, y: (to.y - from.y) * down };
}

function angleBetween(a: Point, b: Point): number | null {
  if ((a.x === 0 && a.y === 0) || (b.x === 0 && b.y === 0)) return null;
  const radians = Math.atan2(Math.abs(a.x * b.y - a.y * b.x), a.x * b.x + a.y * b.y);
  return (radians * 180) / Math.PI;
}
