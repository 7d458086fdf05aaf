import { AppError } from '#common/errors';
import type { PngHeader } from './png-chunks.ts';

/** A part of the image that is sent for itself: all of it, or one of the seven passes of an interlaced one. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

const progressive: Pass = { x: 0, y: 0, dx: 1, dy: 1 };
/** ISO/IEC 15948 clause 8.2. */
const adam7: readonly Pass[] = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];

/** The scanlines of an image: how many samples a pixel they hold, and how many of those are wanted. */
export interface Channels {
  readonly stored: number;
  readonly kept: number;
}

/** Bytes of the filtered image: each line with its filter byte, for interlaced images of seven passes. */
export function filteredLength(header: PngHeader, channels: number): number {
  return passesOf(header).reduce((total, pass) => {
    const { width, height } = sizeOf(pass, header);
    return width > 0 ? total + height * (1 + lineLength(width, header, channels)) : total;
  }, 0);
}

/**
 * Undoes the filters (clause 9), in place, and puts the first samples of each pixel where they belong, one array
 * element a sample whatever its bits.
 *
 * @param filtered As long as `filteredLength` says.
 * @throws AppError `codec-failed` for a filter that the standard does not know.
 */
export function readScanlines(
  filtered: Uint8Array,
  header: PngHeader,
  { stored, kept }: Channels,
): Uint8Array | Uint16Array {
  const { rows, columns, bitDepth } = header;
  const count = rows * columns * kept;
  const samples = bitDepth > 8 ? new Uint16Array(count) : new Uint8Array(count);
  const pixelLength = Math.max(1, (bitDepth * stored) >> 3);
  let position = 0;
  for (const pass of passesOf(header)) {
    const { width, height } = sizeOf(pass, header);
    const length = lineLength(width, header, stored);
    let above: Uint8Array = new Uint8Array(length);
    for (let row = 0; width > 0 && row < height; row++, position += length + 1) {
      const line = filtered.subarray(position + 1, position + 1 + length);
      unfilter(filtered[position]!, line, above, pixelLength);
      const first = ((pass.y + row * pass.dy) * columns + pass.x) * kept;
      for (let i = 0, to = first; i < width; i++, to += pass.dx * kept)
        for (let channel = 0; channel < kept; channel++)
          samples[to + channel] = sampleAt(line, i * stored + channel, bitDepth);
      above = line;
    }
  }
  return samples;
}

function passesOf({ interlaced }: PngHeader): readonly Pass[] {
  return interlaced ? adam7 : [progressive];
}

function sizeOf({ x, y, dx, dy }: Pass, { rows, columns }: PngHeader) {
  return {
    width: Math.max(0, Math.ceil((columns - x) / dx)),
    height: Math.max(0, Math.ceil((rows - y) / dy)),
  };
}

function lineLength(width: number, { bitDepth }: PngHeader, channels: number): number {
  return Math.ceil((width * bitDepth * channels) / 8);
}

function sampleAt(line: Uint8Array, index: number, bitDepth: number): number {
  if (bitDepth === 8) return line[index]!;
  if (bitDepth === 16) return (line[2 * index]! << 8) | line[2 * index + 1]!;
  const bit = index * bitDepth;
  return (line[bit >> 3]! >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1);
}

function unfilter(filter: number, line: Uint8Array, above: Uint8Array, pixelLength: number): void {
  const add = filters[filter];
  if (!add) throw new AppError('codec-failed', 'The PNG is damaged.');
  add(line, above, pixelLength);
}

type Filter = (line: Uint8Array, above: Uint8Array, pixelLength: number) => void;

/** By filter type, 0 to 4 (clause 9.2); what lies left of a line counts as zero. */
const filters: readonly Filter[] = [
  () => undefined,
  (line, _, pixelLength) => {
    for (let i = pixelLength; i < line.length; i++) line[i]! += line[i - pixelLength]!;
  },
  (line, above) => {
    for (let i = 0; i < line.length; i++) line[i]! += above[i]!;
  },
  (line, above, pixelLength) => {
    for (let i = 0; i < line.length; i++) {
      const left = i < pixelLength ? 0 : line[i - pixelLength]!;
      line[i]! += (left + above[i]!) >> 1;
    }
  },
  (line, above, pixelLength) => {
    for (let i = 0; i < line.length; i++) {
      const hasLeft = i >= pixelLength;
      const left = hasLeft ? line[i - pixelLength]! : 0;
      line[i]! += paeth(left, above[i]!, hasLeft ? above[i - pixelLength]! : 0);
    }
  },
];

function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
