import type { ArrayRegion } from '../imaging/cut-out.ts';
import { toScreen } from './film-orientation.ts';
import { canvasToImage, type Point, type Size, type ViewTransform } from './view-transform.ts';

/** Device pixels a square unit of the film under the lens: never less than the pixels that there are. */
export const leastMagnification = 1;
export const mostMagnification = 16;

/** The film as it lies under a lens, a canvas of its own in whose middle `point` of the film comes to lie. */
export function lensTransform(film: ViewTransform, image: Size, point: Point, scale: number): ViewTransform {
  const { orientation } = film;
  const onScreen = toScreen(orientation, { x: point.x - image.width / 2, y: point.y - image.height / 2 });
  return { scale, x: -onScreen.x, y: -onScreen.y, orientation };
}

/** How the samples of an array lie on the film; a first look has fewer and larger ones. */
export interface SampleGrid {
  readonly rows: number;
  readonly columns: number;
  /** Square units that a sample takes. */
  readonly across: number;
  readonly down: number;
}

/** The samples seen through a lens, one more on each side for interpolation; null where it is beside the film. */
export function samplesInSight(
  lens: ViewTransform,
  side: Size,
  image: Size,
  grid: SampleGrid,
): ArrayRegion | null {
  const corners = [
    { x: 0, y: 0 },
    { x: side.width, y: 0 },
    { x: 0, y: side.height },
    { x: side.width, y: side.height },
  ].map((corner) => canvasToImage(lens, side, image, corner));
  const across = span(
    corners.map(({ x }) => x / grid.across),
    grid.columns,
  );
  const down = span(
    corners.map(({ y }) => y / grid.down),
    grid.rows,
  );
  if (across.length <= 0 || down.length <= 0) return null;
  return { left: across.first, top: down.first, columns: across.length, rows: down.length };
}

function span(places: readonly number[], count: number): { first: number; length: number } {
  const first = Math.max(0, Math.floor(Math.min(...places)) - 1);
  const end = Math.min(count, Math.ceil(Math.max(...places)) + 1);
  return { first, length: end - first };
}
