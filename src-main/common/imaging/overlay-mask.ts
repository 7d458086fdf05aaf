import type { DecodedFrame } from './decoded-frame.ts';
import type { OverlayPlane } from './overlay-plane.ts';

/** One byte a pixel of the whole image in C order: 1 where something lies over it. */
export type PixelMask = Uint8Array;

/**
 * Where the overlays of a frame lie over its image (PS3.3 C.9.2): graphics bit by bit, of a region of interest
 * its inner edge, so that what it is about stays to be seen. What lies outside the image is cut off; planes
 * that serve as bitmap shutters are no graphics. Null where nothing is left.
 */
export function overlayMask({ description, overlays }: DecodedFrame): PixelMask | null {
  const { rows, columns, shutters } = description.pixels;
  const shutterGroups = shutters.flatMap((one) => (one.shape === 'BITMAP' ? [one.overlayGroup] : []));
  const drawn = overlays.filter(({ group }) => !shutterGroups.includes(group));
  if (drawn.length === 0) return null;
  const mask = new Uint8Array(rows * columns);
  for (const plane of drawn) stamp(plane, mask, rows, columns, plane.type === 'R');
  return mask.includes(1) ? mask : null;
}

/** Sets a plane's ones in a mask of `rows * columns`, at its origin, cut at the image's edges. */
export function stamp(
  plane: OverlayPlane,
  mask: PixelMask,
  rows: number,
  columns: number,
  edgeOnly = false,
): void {
  const [top, left] = [plane.origin[0] - 1, plane.origin[1] - 1];
  const lastRow = Math.min(plane.rows, rows - top);
  const lastColumn = Math.min(plane.columns, columns - left);
  for (let row = Math.max(0, -top); row < lastRow; row++)
    for (let column = Math.max(0, -left); column < lastColumn; column++)
      if (plane.bits[row * plane.columns + column] === 1 && !(edgeOnly && isInner(plane, row, column)))
        mask[(top + row) * columns + left + column] = 1;
}

/** Whether all four neighbours of a region's pixel belong to the region too. */
function isInner({ bits, rows, columns }: OverlayPlane, row: number, column: number): boolean {
  if (row === 0 || column === 0 || row === rows - 1 || column === columns - 1) return false;
  const at = row * columns + column;
  return bits[at - 1] === 1 && bits[at + 1] === 1 && bits[at - columns] === 1 && bits[at + columns] === 1;
}
