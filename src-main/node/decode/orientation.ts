import { AppError } from '#common/errors';
import { readTiffDirectories, type TiffDirectory } from './tiff-directory.ts';

/**
 * How a picture was held when it was taken, as EXIF and TIFF count: where its stored first row and first column
 * belong. 1 is upright, 6 needs a quarter turn clockwise.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const orientationTag = 0x112;

/** Reads the Orientation field (TIFF 6.0 section 8); what is no orientation counts as upright. */
export function orientationOf(directory: TiffDirectory): Orientation {
  const value = directory.number(orientationTag, 1);
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** Reads the orientation from an EXIF block, which begins as a TIFF file does; a damaged one says nothing. */
export function exifOrientation(exif: Uint8Array): Orientation {
  try {
    const [directory] = readTiffDirectories(exif, mostExifDirectories).directories;
    return directory ? orientationOf(directory) : 1;
  } catch (thrown) {
    if (thrown instanceof AppError) return 1;
    throw thrown;
  }
}

/** Of the image and of its thumbnail, and a few to spare. */
const mostExifDirectories = 8;

/** The size of a picture after turning it upright. */
export function uprightSize<T extends { readonly rows: number; readonly columns: number }>(
  size: T,
  orientation: Orientation,
): T {
  return orientation < 5 ? size : { ...size, rows: size.columns, columns: size.rows };
}

/**
 * Turns a picture upright.
 *
 * @param size As stored.
 * @returns The samples themselves where they are upright already.
 */
export function turnUpright<T extends Uint8Array | Int8Array | Uint16Array | Int16Array>(
  samples: T,
  size: { readonly rows: number; readonly columns: number; readonly samplesPerPixel: number },
  orientation: Orientation,
): T {
  if (orientation === 1) return samples;
  const { rows, columns, samplesPerPixel } = size;
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const downSource = (fromBottom ? -1 : 1) * columns * samplesPerPixel;
  const acrossSource = (fromRight ? -1 : 1) * samplesPerPixel;
  const start =
    (fromBottom ? (rows - 1) * columns * samplesPerPixel : 0) +
    (fromRight ? (columns - 1) * samplesPerPixel : 0);
  const upright = uprightSize(size, orientation);
  const [down, across] = orientation < 5 ? [downSource, acrossSource] : [acrossSource, downSource];
  const turned = samples.slice() as T;
  let to = 0;
  for (let row = 0; row < upright.rows; row++)
    for (let column = 0, from = start + row * down; column < upright.columns; column++, from += across)
      for (let i = 0; i < samplesPerPixel; i++) turned[to++] = samples[from + i]!;
  return turned;
}
