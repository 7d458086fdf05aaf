import { AppError } from '../errors.ts';
import type { OverlayPlane } from '../imaging/overlay-plane.ts';
import type { Values } from './data-set.ts';
import type { AnyTag } from './tags.ts';

/** The cells of a frame as they stand in native pixel data, before anything is masked. */
export type PixelCells = Uint8Array | Uint16Array;

/** What of the image an overlay may lean on. */
interface ImageLayout {
  readonly rows: number;
  readonly columns: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly bitsAllocated: number;
}

/** More bits in all the overlays of a frame are refused. */
const bitBudget = 2 ** 26;

/**
 * Reads the overlays of a frame (PS3.3 C.9.2, PS3.5 8.1.2 and 8.3): those with data of their own, and those in bits
 * of the pixel cells that hold no pixel, which only native pixel data has room for. A plane that is only announced
 * is left out.
 *
 * @param frame Counted from 0.
 * @param cells Null where the pixel data is compressed.
 * @throws AppError `invalid-attribute` where the data is too short for the size; `image-too-large`.
 */
export function readOverlays(
  dataSet: Values,
  layout: ImageLayout,
  frame: number,
  cells: PixelCells | null,
): readonly OverlayPlane[] {
  let bitsLeft = bitBudget;
  const planes: OverlayPlane[] = [];
  for (let group = 0x6000; group <= 0x601e; group += 2) {
    const tag = (element: number): AnyTag => `x${group.toString(16)}${element.toString(16).padStart(4, '0')}`;
    const [rows, columns] = [dataSet.uint16(tag(0x0010)), dataSet.uint16(tag(0x0011))];
    if (!rows || !columns) continue;
    bitsLeft -= rows * columns;
    if (bitsLeft < 0) throw new AppError('image-too-large', 'The overlays of the image are too large.');
    const bits = dataSet.has(tag(0x3000))
      ? separateBits(dataSet, tag, rows * columns, frame)
      : embeddedBits(dataSet.uint16(tag(0x0102)) ?? 0, layout, rows, columns, cells);
    if (bits) planes.push({ group, ...readPlane(dataSet, tag), rows, columns, bits });
  }
  return planes;
}

type TagOf = (element: number) => AnyTag;

function readPlane(dataSet: Values, tag: TagOf): Pick<OverlayPlane, 'type' | 'label' | 'origin'> {
  const [row, column] = dataSet.words(tag(0x0050));
  return {
    type: dataSet.text(tag(0x0040)) === 'R' ? 'R' : 'G',
    label: dataSet.text(tag(0x1500)) ?? dataSet.text(tag(0x0022)),
    origin: [signed(row ?? 1), signed(column ?? 1)],
  };
}

/** One bit a pixel, lowest first, frame after frame without padding between them (PS3.5 8.1.2). */
function separateBits(dataSet: Values, tag: TagOf, count: number, frame: number): Uint8Array | null {
  const bytes = dataSet.bytes(tag(0x3000))!;
  const index = overlayFrame(dataSet, tag, frame);
  if (bytes.length === 0 || index === null) return null;
  const begin = index * count;
  if (8 * bytes.length < begin + count)
    throw new AppError('invalid-attribute', 'An overlay of the image is shorter than its size.');
  const firstWord = begin >> 4;
  const words = dataSet.words(tag(0x3000), firstWord, ((begin + count) >> 4) + 1);
  // The last byte of an odd number of them is in no word.
  const lastByte = bytes.at(-1)!;
  const bits = new Uint8Array(count);
  for (let i = 0, at = begin - 16 * firstWord; i < count; i++, at++)
    bits[i] = ((words[at >> 4] ?? lastByte) >> (at & 15)) & 1;
  return bits;
}

/** The frame of the overlay, counted from 0, that lies over a frame of the image (PS3.3 C.9.2.1.4), or null. */
function overlayFrame(dataSet: Values, tag: TagOf, frame: number): number | null {
  const frames = dataSet.decimals(tag(0x0015))[0] ?? 1;
  const origin = dataSet.uint16(tag(0x0051));
  // One frame lies over all of the image's where it does not say which it begins with.
  if (origin === null && frames === 1) return 0;
  const index = frame + 1 - (origin ?? 1);
  return index >= 0 && index < frames ? index : null;
}

function embeddedBits(
  bit: number,
  { bitsAllocated, bitsStored, highBit, ...image }: ImageLayout,
  rows: number,
  columns: number,
  cells: PixelCells | null,
): Uint8Array | null {
  const isUnused = bit < bitsAllocated && (bit > highBit || bit <= highBit - bitsStored);
  if (!cells || !isUnused || cells.length !== image.rows * image.columns) return null;
  if (rows !== image.rows || columns !== image.columns)
    throw new AppError('invalid-attribute', 'An overlay in the pixels is of another size than they are.');
  const bits = new Uint8Array(cells.length);
  for (let i = 0; i < cells.length; i++) bits[i] = (cells[i]! >> bit) & 1;
  return bits;
}

function signed(word: number): number {
  return (word << 16) >> 16;
}

/** Whether an overlay may stand in bits of the pixel cells (PS3.3 C.9.2), where it moves with the pixels. */
export function hasEmbeddedOverlay(values: Values): boolean {
  return values
    .tags()
    .some((tag) => /^x60..0010$/.test(tag) && !values.has(`x${tag.slice(1, 5)}3000` as AnyTag));
}
