import type { Point, Size } from '../viewer/view-transform.ts';
import type { Box } from './geometry.ts';

/** A label that looks for a place. */
export interface LabelWish {
  readonly size: Size;
  /** The box of what it belongs to. */
  readonly around: Box;
  /** Where a person put its top left corner; null where it may choose. */
  readonly at: Point | null;
}

/** What a shape has for itself, in CSS pixels. */
const rim = 6;
/** How far from its shape a label may go, nearest first. */
const reaches = [12, 36, 72, 120, 180, 260];

/**
 * Top left corners for labels, one after the other: on the screen, beside their shapes, off the anatomy, and over
 * neither a shape, another label nor what else is to be left free. All is in CSS pixels of the film area.
 *
 * @param covered The share of a box, in [0, 1], that would lie over anatomy.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  screen: Size,
  keepFree: readonly Box[],
  covered: (box: Box) => number,
): readonly Point[] {
  const shapes = wishes.map(({ around }) => widened(around));
  const taken: Box[] = [];
  return wishes.map(({ size, around, at }) => {
    const place =
      at ??
      best(candidates(around, size, screen), (point) => {
        const box = boxAt(point, size);
        const over = [...keepFree, ...shapes, ...taken].reduce((sum, other) => sum + overlap(box, other), 0);
        return gap(box, around) + 400 * covered(box) + (1000 * over) / (size.width * size.height);
      });
    taken.push(boxAt(place, size));
    return place;
  });
}

export function boxAt({ x, y }: Point, { width, height }: Size): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** The point of a box that lies nearest to `point`: `point` itself inside. */
export function nearestIn({ left, top, right, bottom }: Box, { x, y }: Point): Point {
  return { x: Math.min(right, Math.max(left, x)), y: Math.min(bottom, Math.max(top, y)) };
}

/** Eight places around the box at each distance, moved onto the screen where they stand over its edge. */
function candidates(around: Box, { width, height }: Size, screen: Size): readonly Point[] {
  const middle = {
    x: (around.left + around.right - width) / 2,
    y: (around.top + around.bottom - height) / 2,
  };
  return reaches.flatMap((reach) => {
    const xs = [around.right + reach, middle.x, around.left - reach - width];
    const ys = [middle.y, around.top - reach - height, around.bottom + reach];
    return xs.flatMap((x) =>
      ys.flatMap((y) =>
        x === middle.x && y === middle.y
          ? []
          : [{ x: within(x, screen.width - width), y: within(y, screen.height - height) }],
      ),
    );
  });
}

/** A line is a box of no height, over which a label would still lie. */
function widened({ left, top, right, bottom }: Box): Box {
  return { left: left - rim, top: top - rim, right: right + rim, bottom: bottom + rim };
}

function within(value: number, most: number): number {
  return Math.max(4, Math.min(most - 4, value));
}

function best(points: readonly Point[], cost: (point: Point) => number): Point {
  const costs = points.map(cost);
  return points[costs.indexOf(Math.min(...costs))]!;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The distance between two boxes; 0 where they touch. */
function gap(a: Box, b: Box): number {
  const across = Math.max(0, a.left - b.right, b.left - a.right);
  const down = Math.max(0, a.top - b.bottom, b.top - a.bottom);
  return Math.hypot(across, down);
}
