import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import { deflateLimit, inflateExactly } from './inflate-exactly.ts';
import { exifOrientation, turnUpright, uprightSize, type Orientation } from './orientation.ts';
import { plainPixels, requirePictureSize } from './plain-pixels.ts';
import { imageChunks, readExifChunk, readPngHeader, type PngHeader } from './png-chunks.ts';
import { filteredLength, readScanlines } from './png-scanlines.ts';

interface Kind {
  /** Samples a pixel in the file, transparency with them. */
  readonly channels: number;
  /** Samples a pixel of ours. */
  readonly samples: 1 | 3;
  readonly bitDepths: readonly number[];
}

/** By PNG colour type (ISO/IEC 15948 table 11.1). */
const kinds: Readonly<Record<number, Kind>> = {
  0: { channels: 1, samples: 1, bitDepths: [1, 2, 4, 8, 16] },
  2: { channels: 3, samples: 3, bitDepths: [8, 16] },
  3: { channels: 1, samples: 3, bitDepths: [1, 2, 4, 8] },
  4: { channels: 2, samples: 1, bitDepths: [8, 16] },
  6: { channels: 4, samples: 3, bitDepths: [8, 16] },
};
const indexed = 3;

/**
 * Describes a PNG file by its header, as it is once its EXIF orientation has been followed. Transparency is
 * dropped, a palette expanded to 8-bit RGB, and of an animation the still picture is meant.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `image-too-large`.
 */
export function describePngFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const { header, kind } = readKind(bytes);
  const { rows, columns, bitDepth, colourType } = header;
  requirePictureSize(rows, columns, kind.channels);
  if (filteredLength(header, kind.channels) > deflateLimit * fileLength)
    throw new AppError('truncated-file', 'The PNG is too short to hold its image.');
  return {
    container: 'png',
    attributes: noAttributes,
    pixels: plainPixels({
      ...uprightSize({ rows, columns }, orientationIn(bytes)),
      samplesPerPixel: kind.samples,
      bitsStored: colourType === indexed ? 8 : bitDepth,
      lossy: false,
    }),
  };
}

/**
 * Decodes a PNG file that `describePngFile` accepted, at its full depth, and turns it upright.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `codec-failed`.
 */
export async function decodePngFile(bytes: Uint8Array): Promise<Uint8Array | Uint16Array> {
  const { header, kind } = readKind(bytes);
  const { compressed, palette } = imageChunks(bytes);
  const filtered = inflateExactly(compressed, filteredLength(header, kind.channels));
  const isIndexed = header.colourType === indexed;
  const kept = isIndexed ? 1 : kind.samples;
  const samples = readScanlines(filtered, header, { stored: kind.channels, kept });
  const values = isIndexed ? lookUp(samples, palette) : samples;
  return turnUpright(values, { ...header, samplesPerPixel: kind.samples }, orientationIn(bytes));
}

function readKind(bytes: Uint8Array): { readonly header: PngHeader; readonly kind: Kind } {
  const header = readPngHeader(bytes);
  const kind = kinds[header.colourType];
  if (kind?.bitDepths.includes(header.bitDepth)) return { header, kind };
  throw new AppError('malformed-file', 'The PNG header is damaged.');
}

function orientationIn(bytes: Uint8Array): Orientation {
  const exif = readExifChunk(bytes);
  return exif ? exifOrientation(exif) : 1;
}

function lookUp(indices: ArrayLike<number>, palette: Uint8Array | null): Uint8Array {
  if (!palette) throw new AppError('malformed-file', 'The PNG lacks its palette.');
  const colours = new Uint8Array(3 * indices.length);
  for (let i = 0; i < indices.length; i++) {
    const from = 3 * indices[i]!;
    if (from + 2 >= palette.length) throw new AppError('codec-failed', 'The PNG is damaged.');
    for (let sample = 0; sample < 3; sample++) colours[3 * i + sample] = palette[from + sample]!;
  }
  return colours;
}
