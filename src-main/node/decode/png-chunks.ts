import { crc32 } from 'node:zlib';
import { AppError } from '#common/errors';

/** The image header of a PNG (ISO/IEC 15948 clause 11.2.2). */
export interface PngHeader {
  readonly rows: number;
  readonly columns: number;
  readonly bitDepth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

/** The chunks that carry the image; text, colour profiles and further frames of an animation do not. */
export interface PngImage {
  /** The compressed pixels, one view of the file for each IDAT chunk. */
  readonly compressed: readonly Uint8Array[];
  /** Red, green and blue of each colour in turn (PLTE). */
  readonly palette: Uint8Array | null;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const headerEnd = 33;
const wantedChunks = ['PLTE', 'IDAT', 'IEND'];

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** @throws AppError `truncated-file`, `malformed-file`. */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (bytes.length < headerEnd) throw new AppError('truncated-file', 'The PNG ends inside its header.');
  const view = viewOf(bytes);
  const [compression, filter, interlace] = bytes.subarray(26);
  if (view.getUint32(8) !== 13 || chunkType(bytes, 12) !== 'IHDR')
    throw new AppError('malformed-file', 'The PNG does not begin with its header.');
  if (compression !== 0 || filter !== 0 || interlace! > 1)
    throw new AppError('malformed-file', 'The PNG header is damaged.');
  return {
    columns: view.getUint32(16),
    rows: view.getUint32(20),
    bitDepth: view.getUint8(24),
    colourType: view.getUint8(25),
    interlaced: interlace === 1,
  };
}

/**
 * Reads the chunks after the header.
 *
 * @throws AppError `truncated-file` when the file ends before its IEND chunk, `malformed-file` for a second
 * header, `codec-failed` where a checksum is wrong.
 */
export function imageChunks(bytes: Uint8Array): PngImage {
  const compressed: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  requireChecksum(bytes, 8, headerEnd);
  for (let position = headerEnd; ;) {
    const { type, content, end } = readChunk(bytes, position);
    if (type === 'IHDR') throw new AppError('malformed-file', 'The PNG has two headers.');
    if (wantedChunks.includes(type)) requireChecksum(bytes, position, end);
    if (type === 'IDAT') compressed.push(content);
    else if (type === 'PLTE') palette = content;
    else if (type === 'IEND') return { compressed, palette };
    position = end;
  }
}

/** The EXIF block where it comes before the pixels, as every writer puts it, or null; never throws. */
export function readExifChunk(bytes: Uint8Array): Uint8Array | null {
  for (let position = headerEnd; position + 12 <= bytes.length;) {
    const end = position + 12 + viewOf(bytes).getUint32(position);
    const type = chunkType(bytes, position + 4);
    if (type === 'IDAT' || end > bytes.length) return null;
    if (type === 'eXIf') return bytes.subarray(position + 8, end - 4);
    position = end;
  }
  return null;
}

function readChunk(bytes: Uint8Array, position: number) {
  if (position + 12 > bytes.length) throw truncated();
  const end = position + 12 + viewOf(bytes).getUint32(position);
  if (end > bytes.length) throw truncated();
  return { type: chunkType(bytes, position + 4), content: bytes.subarray(position + 8, end - 4), end };
}

/** The checksum covers a chunk's type and content (clause 5.3). */
function requireChecksum(bytes: Uint8Array, position: number, end: number): void {
  if (crc32(bytes.subarray(position + 4, end - 4)) === viewOf(bytes).getUint32(end - 4)) return;
  throw new AppError('codec-failed', 'The PNG is damaged.');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function chunkType(bytes: Uint8Array, position: number): string {
  return String.fromCharCode(...bytes.subarray(position, position + 4));
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The PNG ends before its image does.');
}
