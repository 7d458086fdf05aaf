import { AppError } from '../errors.ts';

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

const item = 0xe000fffe;
const sequenceDelimiter = 0xe0ddfffe;
const headerLength = 8;

/**
 * Reads the Basic Offset Table and the fragments that begin at `offset` in a little-endian file.
 *
 * @throws AppError `truncated-file`, `malformed-file`.
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
    const tag = view.getUint32(position, true);
    if (tag === sequenceDelimiter) break;
    if (tag !== item) throw new AppError('malformed-file', 'The fragments of the pixel data are damaged.');
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
 * Gives the codestream of each frame, counted from 0: by the Basic Offset Table where there is one, else one
 * fragment a frame, else by the start marker that opens each JPEG and JPEG 2000 codestream.
 *
 * @throws AppError `malformed-file` when the fragments do not make that many frames.
 */
export function frameCodestreams(
  pixelData: EncapsulatedPixelData,
  numberOfFrames: number,
): (frame: number) => Uint8Array {
  const { fragments } = pixelData;
  const starts = frameStarts(pixelData, numberOfFrames);
  if (starts.length < numberOfFrames)
    throw new AppError('malformed-file', `The file holds ${starts.length} of its ${numberOfFrames} frames.`);
  return (frame) => joined(fragments.slice(starts[frame], starts[frame + 1]).map(({ bytes }) => bytes));
}

/** For each frame the index of its first fragment. */
function frameStarts({ basicOffsetTable, fragments }: EncapsulatedPixelData, frames: number): number[] {
  if (frames === 1) return [0];
  if (fragments.length === frames) return fragments.map((_, i) => i);
  const indexAt = new Map(fragments.map(({ offset }, i) => [offset, i]));
  const byOffset = basicOffsetTable.flatMap((offset) => indexAt.get(offset) ?? []);
  if (basicOffsetTable.length === frames && byOffset.length === frames) return byOffset;
  return fragments.flatMap(({ bytes }, i) => (opensCodestream(bytes) ? [i] : []));
}

/** SOI of JPEG (FFD8) or SOC of JPEG 2000 (FF4F), each with the marker that has to follow. */
function opensCodestream(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && (bytes[1] === 0xd8 || bytes[1] === 0x4f) && bytes[2] === 0xff;
}

function readOffsets(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(4 * i, true));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The file ends inside its pixel data.');
}
