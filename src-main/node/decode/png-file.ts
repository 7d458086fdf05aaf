import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png';
import { Unzlib } from 'fflate';
import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import { requireBudget } from '#common/dicom/image-pixel-module';
import { AppError } from '#common/errors';
import { plainPixels } from './plain-pixels.ts';
import { imageChunks, readPngHeader, type PngHeader } from './png-chunks.ts';

/** Channels in the file and samples of ours, by PNG colour type (ISO/IEC 15948 table 11.1). */
const colourTypes: Readonly<Record<number, { channels: number; samples: 1 | 3; bitDepths: number[] }>> = {
  0: { channels: 1, samples: 1, bitDepths: [1, 2, 4, 8, 16] },
  2: { channels: 3, samples: 3, bitDepths: [8, 16] },
  3: { channels: 1, samples: 3, bitDepths: [1, 2, 4, 8] },
  4: { channels: 2, samples: 1, bitDepths: [8, 16] },
  6: { channels: 4, samples: 3, bitDepths: [8, 16] },
};
const palette = 3;
/** Deflate cannot expand by more. */
const deflateLimit = 1032;

/**
 * Describes a PNG file by its header. Alpha is dropped and a palette expanded to 8-bit RGB.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `image-too-large`.
 */
export function describePngFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const header = readPngHeader(bytes);
  const { rows, columns, bitDepth, colourType } = header;
  const kind = colourTypes[colourType];
  if (!kind?.bitDepths.includes(bitDepth) || rows === 0 || columns === 0)
    throw new AppError('malformed-file', 'The PNG header is damaged.');
  requireBudget(rows, columns, kind.channels);
  if (inflatedLength(header) > deflateLimit * fileLength)
    throw new AppError('truncated-file', 'The PNG is too short to hold its image.');
  const bitsStored = colourType === palette ? 8 : bitDepth;
  return {
    container: 'png',
    attributes: noAttributes,
    pixels: plainPixels({ rows, columns, samplesPerPixel: kind.samples, bitsStored, lossy: false }),
  };
}

/**
 * Decodes a PNG file that `describePngFile` accepted, at its full depth.
 *
 * @throws AppError `truncated-file`, `codec-failed`.
 */
export async function decodePngFile(bytes: Uint8Array): Promise<Uint8Array | Uint16Array> {
  const header = readPngHeader(bytes);
  const { file, compressed } = imageChunks(bytes);
  try {
    requireInflatedLength(compressed, inflatedLength(header));
    const png = decode(file, { checkCrc: true });
    if (png.palette) return withoutAlpha(convertIndexedToRgb(png), 3 + Number(png.palette[0]!.length > 3));
    if (png.depth < 8) return unpackBits(png);
    return withoutAlpha(png.data, png.channels);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('codec-failed', 'The PNG is damaged.', { cause: thrown });
  }
}

/** Bytes of the filtered image: each line with its filter byte, for interlaced images of seven passes. */
function inflatedLength({ rows, columns, bitDepth, colourType, interlaced }: PngHeader): number {
  const bitsPerPixel = bitDepth * colourTypes[colourType]!.channels;
  const passes = interlaced ? adam7 : [{ x: 0, y: 0, dx: 1, dy: 1 }];
  return passes.reduce((total, { x, y, dx, dy }) => {
    const width = Math.ceil((columns - x) / dx);
    const height = Math.ceil((rows - y) / dy);
    return width > 0 && height > 0 ? total + height * (1 + Math.ceil((width * bitsPerPixel) / 8)) : total;
  }, 0);
}

const adam7 = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];

/** The decoder inflates without a limit, so a compression bomb has to be found before it starts. */
function requireInflatedLength(compressed: readonly Uint8Array[], expected: number): void {
  let inflated = 0;
  const inflator = new Unzlib((chunk) => {
    inflated += chunk.length;
    if (inflated > expected) throw new AppError('malformed-file', 'The PNG holds more than its header says.');
  });
  for (const chunk of compressed) inflator.push(chunk);
  inflator.push(new Uint8Array(0), true);
  if (inflated < expected) throw new AppError('truncated-file', 'The PNG ends before its image does.');
}

function withoutAlpha(samples: DecodedPng['data'], channels: number): Uint8Array | Uint16Array {
  const kept = channels > 2 ? 3 : 1;
  const count = (samples.length / channels) * kept;
  const target = samples instanceof Uint16Array ? new Uint16Array(count) : new Uint8Array(count);
  if (kept === channels) target.set(samples);
  else
    for (let from = 0, to = 0; to < count; from += channels, to += kept)
      for (let i = 0; i < kept; i++) target[to + i] = samples[from + i]!;
  return target;
}

/** Spreads 1, 2 and 4-bit grey, packed from each line's most significant bit on, to a byte a pixel. */
function unpackBits({ width, height, depth, data }: DecodedPng): Uint8Array {
  const unpacked = new Uint8Array(width * height);
  const bytesPerLine = Math.ceil((width * depth) / 8);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const bit = column * depth;
      const byte = data[row * bytesPerLine + (bit >> 3)]!;
      unpacked[row * width + column] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
    }
  return unpacked;
}
