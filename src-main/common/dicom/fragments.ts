import { AppError } from '../errors.ts';
import { joinBytes } from './inflate.ts';

/** The items of an encapsulated Pixel Data element (PS3.5 A.4), as views of the file. */
export interface EncapsulatedPixelData {
  /** Offsets of each frame's first fragment from the first fragment's item tag; may be empty. */
  readonly basicOffsetTable: readonly number[];
  readonly fragments: readonly Fragment[];
}

export interface Fragment {
  /** From the first fragment's item tag, as the Basic Offset Table counts. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What tells frames apart besides the fragments themselves. */
export interface FrameHints {
  /** The Extended Offset Table (7FE0,0001), which counts as the basic one does; empty where there is none. */
  readonly extendedOffsetTable?: readonly number[];
  /** In bytes, of frames that are all of one length. */
  readonly frameLength?: number;
}

const item = 0xfffee000;
const sequenceDelimiter = 0xfffee0dd;
const headerLength = 8;
/** More fragments are refused, however little each of them holds. */
const fragmentBudget = 2 ** 18;

/**
 * Reads the Basic Offset Table and the fragments that begin at `offset` in a little-endian file.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `no-pixel-data`, `too-many-elements`.
 */
export function readFragments(file: Uint8Array, offset: number): EncapsulatedPixelData {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const items: { readonly start: number; readonly bytes: Uint8Array }[] = [];
  for (let position = offset; ;) {
    if (position + headerLength > file.length) {
      // Some writers leave out the delimiter at the end of the file; the last fragment is whole even so.
      if (position === file.length && items.length > 1) break;
      throw truncated();
    }
    const tag = view.getUint16(position, true) * 0x10000 + view.getUint16(position + 2, true);
    if (tag === sequenceDelimiter) break;
    if (tag !== item) throw new AppError('malformed-file', 'The fragments of the pixel data are damaged.');
    if (items.length > fragmentBudget)
      throw new AppError('too-many-elements', `The pixel data is in more than ${fragmentBudget} fragments.`);
    const begin = position + headerLength;
    const end = begin + view.getUint32(position + 4, true);
    if (end > file.length) throw truncated();
    items.push({ start: position, bytes: file.subarray(begin, end) });
    position = end;
  }
  const [table, ...fragments] = items;
  if (!table || fragments.length === 0) throw new AppError('no-pixel-data', 'The pixel data is empty.');
  const first = fragments[0]!.start;
  return {
    basicOffsetTable: readOffsets(table.bytes),
    fragments: fragments.map(({ start, bytes }) => ({ offset: start - first, bytes })),
  };
}

/**
 * Gives the bytes of each frame, counted from 0: one fragment a frame where their number tells so, else by an
 * offset table that fits the fragments, else by the start marker that opens each codestream, else, of frames that
 * are all of one length, by that. An offset table that does not fit is not followed.
 *
 * @throws AppError `malformed-file` when the fragments do not make that many frames.
 */
export function frameCodestreams(
  pixelData: EncapsulatedPixelData,
  numberOfFrames: number,
  hints: FrameHints = {},
): (frame: number) => Uint8Array {
  const { fragments } = pixelData;
  const starts = frameStarts(pixelData, numberOfFrames, hints);
  if (starts)
    return (frame) => joined(fragments.slice(starts[frame], starts[frame + 1]).map(({ bytes }) => bytes));
  const { frameLength = 0 } = hints;
  const whole = frameLength > 0 ? joined(fragments.map(({ bytes }) => bytes)) : new Uint8Array();
  if (frameLength > 0 && whole.length >= frameLength * numberOfFrames)
    return (frame) => whole.subarray(frame * frameLength, (frame + 1) * frameLength);
  throw new AppError(
    'malformed-file',
    `The file holds ${fragments.length} fragments that do not make ${numberOfFrames} frames.`,
  );
}

/** For each frame the index of its first fragment; null where nothing tells. */
function frameStarts(
  { basicOffsetTable, fragments }: EncapsulatedPixelData,
  frames: number,
  { extendedOffsetTable = [] }: FrameHints,
): readonly number[] | null {
  if (frames === 1) return [0];
  if (fragments.length === frames) return fragments.map((_, i) => i);
  const opening = fragments.flatMap(({ bytes }, i) => (opensCodestream(bytes) ? [i] : []));
  const isOpening = new Set(opening);
  for (const table of [extendedOffsetTable, basicOffsetTable]) {
    const starts = startsByTable(table, fragments, frames);
    // Where each frame shows its start, the table has to agree.
    if (starts && (opening.length !== frames || starts.every((start) => isOpening.has(start)))) return starts;
  }
  return opening.length === frames && opening[0] === 0 ? opening : null;
}

/** Null where the table is not one offset a frame, each of a fragment of its own, in ascending order from the first. */
function startsByTable(
  table: readonly number[],
  fragments: readonly Fragment[],
  frames: number,
): readonly number[] | null {
  if (table.length !== frames || table[0] !== 0) return null;
  const indexAt = new Map(fragments.map(({ offset }, i) => [offset, i]));
  const starts = table.map((offset) => indexAt.get(offset) ?? -1);
  return starts.every((start, i) => i === 0 || start > starts[i - 1]!) ? starts : null;
}

/** SOI of JPEG (FFD8), SOC of JPEG 2000 (FF4F), each with the marker that has to follow, or the box of a JP2 file. */
function opensCodestream(bytes: Uint8Array): boolean {
  if (bytes[4] === 0x6a && bytes[5] === 0x50 && bytes[6] === 0x20 && bytes[7] === 0x20) return true;
  return bytes[0] === 0xff && (bytes[1] === 0xd8 || bytes[1] === 0x4f) && bytes[2] === 0xff;
}

function readOffsets(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(4 * i, true));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  return joinBytes(
    parts,
    parts.reduce((length, part) => length + part.length, 0),
  );
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The file ends inside its pixel data.');
}
