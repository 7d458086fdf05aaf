import type { Box } from '../dataset/boxes.ts';

/** `x' = a x + b y + c`, `y' = d x + e y + f`; pixel centres lie at half-integers. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** How a film is laid onto the input, beside the letterbox: about its centre. */
export interface Placement {
  readonly mirrored: boolean;
  /** Clockwise, in radians. */
  readonly angle: number;
  /** 1 fills the input as the letterbox does. */
  readonly zoom: number;
  /** Of the film's centre from the input's, in pixels of the input. */
  readonly shiftX: number;
  readonly shiftY: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** From pixels of the film to pixels of a square input of the given side. */
export function filmToInput({ rows, columns }: Size, side: number, placement: Placement): Affine {
  const { mirrored, angle, zoom, shiftX, shiftY } = placement;
  const scale = (zoom * side) / Math.max(rows, columns);
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const flip = mirrored ? -1 : 1;
  const [a, b, d, e] = [flip * cos, -sin, flip * sin, cos];
  const [centreX, centreY] = [columns / 2, rows / 2];
  return {
    a,
    b,
    c: side / 2 + shiftX - a * centreX - b * centreY,
    d,
    e,
    f: side / 2 + shiftY - d * centreX - e * centreY,
  };
}

/** @throws RangeError when the map squeezes the plane to a line. */
export function invert({ a, b, c, d, e, f }: Affine): Affine {
  const determinant = a * e - b * d;
  if (determinant === 0) throw new RangeError('The affine map cannot be inverted.');
  const [ia, ib, id, ie] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return { a: ia, b: ib, c: -(ia * c + ib * f), d: id, e: ie, f: -(id * c + ie * f) };
}

/** The smallest upright box that holds a box's image, cut at the edges of the input; null when none is left. */
export function placeBox(
  { left, top, width, height }: Box,
  { a, b, c, d, e, f }: Affine,
  side: number,
): Box | null {
  const corners = [left, left + width].flatMap((x) =>
    [top, top + height].map((y) => ({ x: a * x + b * y + c, y: d * x + e * y + f })),
  );
  const xs = corners.map(({ x }) => Math.min(side, Math.max(0, x)));
  const ys = corners.map(({ y }) => Math.min(side, Math.max(0, y)));
  const [newLeft, newTop] = [Math.min(...xs), Math.min(...ys)];
  const box = {
    left: newLeft,
    top: newTop,
    width: Math.max(...xs) - newLeft,
    height: Math.max(...ys) - newTop,
  };
  return box.width > 0 && box.height > 0 ? box : null;
}

/** The image of a box before the edges of the input cut it. */
export function placedArea({ width, height }: Box, { a, b, d, e }: Affine): number {
  return (Math.abs(a * width) + Math.abs(b * height)) * (Math.abs(d * width) + Math.abs(e * height));
}
