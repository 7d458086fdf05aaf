import type { PixelDescription } from '../dicom/image-description.ts';
import type { DecodedFrame } from './decoded-frame.ts';

/** Rows and columns of the array at hand, which is smaller than the image's while a first look is shown. */
export function storedSize({ description, reduction }: DecodedFrame): { rows: number; columns: number } {
  const { rows, columns } = description.pixels;
  return { rows: Math.ceil(rows / reduction), columns: Math.ceil(columns / reduction) };
}

/** The largest power of two that leaves the longer side at least `longSide` pixels; 1 where it has no more. */
export function reductionTo(
  { rows, columns }: Pick<PixelDescription, 'rows' | 'columns'>,
  longSide: number,
): number {
  return 2 ** Math.max(0, Math.floor(Math.log2(Math.max(rows, columns) / longSide)));
}

/** Ratios beyond this, in either direction, are taken for an error of the file and not for its geometry. */
const mostElongated = 16;

/**
 * How many square units a pixel takes each way, the shorter side 1, so that a circle on the film is one on the
 * screen (Pixel Aspect Ratio, PS3.3 C.7.6.3.1.7).
 */
export function pixelShape({ pixelAspectRatio: ratio }: Pick<PixelDescription, 'pixelAspectRatio'>): {
  readonly width: number;
  readonly height: number;
} {
  if (!(ratio >= 1 / mostElongated && ratio <= mostElongated)) return { width: 1, height: 1 };
  return ratio >= 1 ? { width: 1, height: ratio } : { width: 1 / ratio, height: 1 };
}

/** The whole image in square units of the shorter side of a pixel. */
export function squareSize(pixels: Pick<PixelDescription, 'rows' | 'columns' | 'pixelAspectRatio'>): {
  readonly width: number;
  readonly height: number;
} {
  const shape = pixelShape(pixels);
  return { width: pixels.columns * shape.width, height: pixels.rows * shape.height };
}
