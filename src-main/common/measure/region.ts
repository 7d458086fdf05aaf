import type { Point } from '../viewer/view-transform.ts';
import type { RegionShape } from './annotation.ts';
import { boxAround } from './geometry.ts';

/** Pixels of one row, from column `first` up to and without column `end`. */
export interface Span {
  readonly row: number;
  readonly first: number;
  readonly end: number;
}

/**
 * The pixels of a region: those whose centres lie inside, what lies outside the image left out. A centre on the
 * left or upper edge of a rectangle or a free region counts and one on the right or lower edge does not, so that
 * regions side by side share no pixel; one on an ellipse counts. Where a free region crosses itself, what is
 * enclosed twice is outside (even-odd).
 */
export function regionSpans(
  shape: RegionShape,
  points: readonly Point[],
  rows: number,
  columns: number,
): readonly Span[] {
  const { top, bottom } = boxAround(points);
  const spans: Span[] = [];
  const last = Math.min(rows - 1, Math.floor(bottom));
  for (let row = Math.max(0, Math.floor(top)); row <= last; row++)
    for (const [from, to] of stretches[shape](points, row + 0.5)) {
      const first = Math.max(0, from);
      const end = Math.min(columns, to);
      if (first < end) spans.push({ row, first, end });
    }
  return spans;
}

/** Columns `[first, end)` at the height `y`, which may lie outside the image. */
type Stretches = (points: readonly Point[], y: number) => readonly (readonly [number, number])[];

const stretches: Readonly<Record<RegionShape, Stretches>> = {
  rectangle: (points, y) => {
    const { left, top, right, bottom } = boxAround(points);
    return y >= top && y < bottom ? [[columnFrom(left), columnFrom(right)]] : [];
  },
  ellipse: (points, y) => {
    const { left, top, right, bottom } = boxAround(points);
    const [half, tall] = [(right - left) / 2, (bottom - top) / 2];
    const square = tall ** 2 - (y - (top + bottom) / 2) ** 2;
    if (square < 0 || half === 0 || tall === 0) return [];
    const reach = (half * Math.sqrt(square)) / tall;
    const middle = (left + right) / 2;
    return [[columnFrom(middle - reach), Math.floor(middle + reach - 0.5) + 1]];
  },
  freehand: (points, y) => {
    const crossings = crossingsAt(points, y);
    const inside: [number, number][] = [];
    for (let i = 0; i + 1 < crossings.length; i += 2)
      inside.push([columnFrom(crossings[i]!), columnFrom(crossings[i + 1]!)]);
    return inside;
  },
};

/** Where the closed outline crosses the height `y`, from left to right; always an even number of times. */
export function crossingsAt(points: readonly Point[], y: number): readonly number[] {
  const crossings: number[] = [];
  points.forEach((from, i) => {
    const to = points[(i + 1) % points.length]!;
    if (from.y > y !== to.y > y) crossings.push(from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y));
  });
  return crossings.sort((a, b) => a - b);
}

/** The first column whose centre lies at `x` or right of it. */
function columnFrom(x: number): number {
  return Math.ceil(x - 0.5);
}
