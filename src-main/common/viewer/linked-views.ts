import { zoomAt, type Placement, type Size, type ViewTransform } from './view-transform.ts';

/** One viewport's film as it lies. */
export interface Laid {
  readonly placement: ViewTransform;
  readonly canvas: Size;
}

/**
 * How a film lies that is linked with another, after that one was moved or magnified: as many times larger as it,
 * about the same place of its own canvas. However differently the two lay before, that difference stays.
 *
 * @param before how the leading film lay
 * @param after how it lies now
 */
export function followedPlacement(before: Laid, after: Placement, { placement, canvas }: Laid): Placement {
  const factor = after.scale / before.placement.scale;
  const scale = zoomAt(placement, canvas, { x: canvas.width / 2, y: canvas.height / 2 }, factor).scale;
  // In shares of the canvas: a point of the leading film at q came to factor * q + shift.
  const shift = (now: number, was: number, from: number, to: number): number =>
    ((now - was) * after.scale * to) / from;
  return {
    scale,
    x: placement.x + shift(after.x, before.placement.x, before.canvas.width, canvas.width) / scale,
    y: placement.y + shift(after.y, before.placement.y, before.canvas.height, canvas.height) / scale,
  };
}
