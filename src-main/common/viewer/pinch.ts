import type { Point } from './view-transform.ts';

/** Where two fingers are. */
export type Fingers = readonly [Point, Point];

/** What two fingers did to the film between two moments; points and lengths in the units of the fingers. */
export interface Pinch {
  /** How the point between them moved. */
  readonly delta: Point;
  readonly factor: number;
  /** The point between them now, which stays under them. */
  readonly anchor: Point;
}

/** Fingers closer than this, in device pixels, tell no scale. */
const leastApart = 8;

export function pinchBetween(before: Fingers, now: Fingers): Pinch {
  const [from, anchor] = [middle(before), middle(now)];
  const factor = Math.max(leastApart, apart(now)) / Math.max(leastApart, apart(before));
  return { delta: { x: anchor.x - from.x, y: anchor.y - from.y }, factor, anchor };
}

function middle([a, b]: Fingers): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function apart([a, b]: Fingers): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
