import type { Film } from '../film.ts';
import { findBrightRegions } from './bright-regions.ts';
import type { Point } from './layer.ts';

/** Where bone is, as far as brightness tells. */
export interface Limb {
  /** Direction of the largest bright region's longest extent, in radians from the row. */
  readonly angle: number;
  /** Middles of the brighter half of that region's cells, in pixels of the film. */
  readonly bonePoints: readonly Point[];
}

/** Bright edges of a film lie no further in, in shares of a side. */
const margin = 0.1;

/** The largest bright region of a film, by its principal axis. */
export function findLimb(film: Film): Limb {
  const { rows, columns, values, regions } = findBrightRegions(film, margin);
  const cells = regions[0] ?? [Math.floor(values.length / 2)];
  const [scaleX, scaleY] = [film.columns / columns, film.rows / rows];
  const place = (cell: number): Point => [
    ((cell % columns) + 0.5) * scaleX,
    (Math.floor(cell / columns) + 0.5) * scaleY,
  ];
  const brightest = cells.toSorted((a, b) => values[b]! - values[a]!).slice(0, Math.ceil(cells.length / 2));
  return { angle: principalAngle(cells.map(place)), bonePoints: brightest.map(place) };
}

function principalAngle(points: readonly Point[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([px]) => px)), mean(points.map(([, py]) => py))];
  const xx = mean(points.map(([px]) => (px - x) ** 2));
  const yy = mean(points.map(([, py]) => (py - y) ** 2));
  const xy = mean(points.map(([px, py]) => (px - x) * (py - y)));
  return Math.atan2(2 * xy, xx - yy) / 2;
}
