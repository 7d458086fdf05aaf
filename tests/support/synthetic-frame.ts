import { noAttributes } from '#common/dicom/attributes';
import { plainPixels } from '#node/decode/plain-pixels';
import type { PixelDescription } from '#common/dicom/image-description';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';

/** A frame in memory: unsigned 16-bit MONOCHROME2 without rescaling unless told otherwise. */
export function frameOf(
  rows: number,
  columns: number,
  storedValues: StoredValues,
  pixels: Partial<PixelDescription> = {},
): DecodedFrame {
  return {
    frame: 0,
    reduction: 1,
    overlays: [],
    storedValues,
    description: {
      container: 'dicom',
      attributes: noAttributes,
      pixels: {
        ...plainPixels({ rows, columns, samplesPerPixel: 1, bitsStored: 16, lossy: false }),
        ...pixels,
      },
    },
  };
}

/** A smooth film-like field in [0, 1] at the centre of pixel (row, column) of a `rows * columns` image. */
export function film(row: number, column: number, rows: number, columns: number): number {
  const y = (row + 0.5) / rows;
  const x = (column + 0.5) / columns;
  const bone = Math.exp(-(((x - 0.5) / 0.12) ** 2));
  return 0.05 + 0.55 * bone * (0.8 + 0.2 * Math.sin(9 * y)) + 0.3 * y * x;
}

/** `rows * columns` stored values of `film`, its [0, 1] mapped onto `0..top` and rounded. */
export function filmValues<T extends StoredValues>(rows: number, columns: number, top: number, values: T): T {
  for (let i = 0; i < rows * columns; i++)
    values[i] = Math.round(top * film(Math.floor(i / columns), i % columns, rows, columns));
  return values;
}
