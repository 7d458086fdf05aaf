import type { Point } from '../viewer/view-transform.ts';
import { crossingsAt } from './region.ts';

/**
 * The area that a closed outline encloses, in square pixels, what is enclosed twice left out (even-odd), as the
 * pixels of a free region are counted. Exact: between two heights at which edges begin, end or cross, the inside
 * is made of trapezoids.
 */
export function evenOddArea(points: readonly Point[]): number {
  const heights = [...new Set([...points.map(({ y }) => y), ...crossingHeights(points)])].sort(
    (a, b) => a - b,
  );
  let area = 0;
  for (let i = 1; i < heights.length; i++) {
    const [above, below] = [heights[i - 1]!, heights[i]!];
    const crossings = crossingsAt(points, (above + below) / 2);
    for (let k = 0; k + 1 < crossings.length; k += 2)
      area += (crossings[k + 1]! - crossings[k]!) * (below - above);
  }
  return area;
}

function crossingHeights(points: readonly Point[]): readonly number[] {
  const heights: number[] = [];
  const edge = (i: number): readonly [Point, Point] => [points[i]!, points[(i + 1) % points.length]!];
  for (let i = 0; i < points.length; i++)
    for (let k = i + 2; k < points.length; k++) {
      const height = crossingHeight(edge(i), edge(k));
      if (height !== null) heights.push(height);
    }
  return heights;
}

/** The height at which two edges cross; null where they do not, or lie along each other. */
function crossingHeight([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): number | null {
  if (Math.max(a.y, b.y) < Math.min(c.y, d.y) || Math.max(c.y, d.y) < Math.min(a.y, b.y)) return null;
  const cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (cross === 0) return null;
  const share = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
  const other = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross;
  if (share < 0 || share > 1 || other < 0 || other > 1) return null;
  return a.y + share * (b.y - a.y);
}
