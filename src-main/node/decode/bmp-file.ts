import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { readBmpHeader, type BmpHeader } from './bmp-header.ts';
import { expandRuns } from './bmp-runs.ts';
import { requireLength } from './codestream.ts';
import { plainPixels, requirePictureSize } from './plain-pixels.ts';

/** A run of two bytes stands for 255 pixels; an end of line, of two bytes too, for as many as a line has left. */
const runPixelsPerByte = 128;

/**
 * Describes a BMP file by its header. Colours of up to 8 bits are looked up: a palette of greys gives one sample
 * a pixel, any other three.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`,
 * `unsupported-transfer-syntax`, `image-too-large`.
 */
export function describeBmpFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const header = readBmpHeader(bytes);
  const { rows, columns, compression, pixelOffset } = header;
  const samplesPerPixel = isGrey(header) ? 1 : 3;
  requirePictureSize(rows, columns, samplesPerPixel);
  const room = Math.max(0, fileLength - pixelOffset);
  if (compression === 'none' && rows * lineLength(header) > room) throw truncated();
  requireLength({ width: columns, height: rows, componentCount: 1 }, room, runPixelsPerByte);
  return {
    container: 'bmp',
    attributes: noAttributes,
    pixels: plainPixels({ rows, columns, samplesPerPixel, bitsStored: 8, lossy: false }),
  };
}

/**
 * Decodes a BMP file that `describeBmpFile` accepted, with its lines from the top down.
 *
 * @throws AppError `truncated-file`, `codec-failed`.
 */
export async function decodeBmpFile(bytes: Uint8Array): Promise<StoredValues> {
  const header = readBmpHeader(bytes);
  const { rows, columns, isTopDown } = header;
  const kept = isGrey(header) ? 1 : 3;
  const samples = new Uint8Array(rows * columns * kept);
  const pixelAt = pixelReader(bytes, header);
  for (let line = 0; line < rows; line++) {
    let to = (isTopDown ? line : rows - 1 - line) * columns * kept;
    for (let column = 0; column < columns; column++) {
      const colour = pixelAt(line, column);
      for (let sample = 0; sample < kept; sample++) samples[to++] = colour[sample]!;
    }
  }
  return samples;
}

/** Red, green and blue of a pixel, its line counted in the file's order. The result is overwritten by the next. */
type PixelReader = (line: number, column: number) => ArrayLike<number>;

function pixelReader(bytes: Uint8Array, header: BmpHeader): PixelReader {
  const { bitsPerPixel, compression, pixelOffset } = header;
  if (compression !== 'none') {
    const indices = expandRuns(bytes.subarray(pixelOffset), header);
    return (line, column) => colourOf(header, indices[line * header.columns + column]!);
  }
  const length = lineLength(header);
  const lines = bytes.subarray(pixelOffset, pixelOffset + length * header.rows);
  if (lines.length < length * header.rows) throw truncated();
  if (bitsPerPixel <= 8) return indexedReader(lines, length, header);
  return bitsPerPixel === 24 ? blueGreenRedReader(lines, length) : maskedReader(lines, length, header);
}

function indexedReader(lines: Uint8Array, length: number, header: BmpHeader): PixelReader {
  const { bitsPerPixel } = header;
  const mask = 2 ** bitsPerPixel - 1;
  return (line, column) => {
    const bit = column * bitsPerPixel;
    const byte = lines[line * length + (bit >> 3)]!;
    return colourOf(header, (byte >> (8 - bitsPerPixel - (bit & 7))) & mask);
  };
}

function blueGreenRedReader(lines: Uint8Array, length: number): PixelReader {
  const colour = new Uint8Array(3);
  return (line, column) => {
    const at = line * length + 3 * column;
    for (let sample = 0; sample < 3; sample++) colour[sample] = lines[at + 2 - sample]!;
    return colour;
  };
}

/** Brings each colour's bits to eight. */
function maskedReader(lines: Uint8Array, length: number, { bitsPerPixel, masks }: BmpHeader): PixelReader {
  const view = new DataView(lines.buffer, lines.byteOffset, lines.byteLength);
  const isWide = bitsPerPixel === 32;
  const parts = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, most: mask === 0 ? 1 : mask >>> shift };
  });
  const colour = new Uint8Array(3);
  return (line, column) => {
    const at = line * length + (isWide ? 4 : 2) * column;
    const pixel = isWide ? view.getUint32(at, true) : view.getUint16(at, true);
    parts.forEach(({ mask, shift, most }, i) => {
      colour[i] = Math.round((((pixel & mask) >>> shift) * 255) / most);
    });
    return colour;
  };
}

function colourOf({ palette }: BmpHeader, index: number): ArrayLike<number> {
  const colour = palette[index];
  if (colour) return colour;
  throw new AppError('codec-failed', 'The BMP is damaged.');
}

function isGrey({ palette }: BmpHeader): boolean {
  return palette.length > 0 && palette.every(([red, green, blue]) => red === green && green === blue);
}

/** Lines take a whole number of four bytes. */
function lineLength({ columns, bitsPerPixel }: BmpHeader): number {
  return 4 * Math.ceil((columns * bitsPerPixel) / 32);
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The BMP ends before its image does.');
}
