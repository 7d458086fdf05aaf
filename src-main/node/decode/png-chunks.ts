import { AppError } from '#common/errors';

/** The image header of a PNG (ISO/IEC 15948 clause 11.2.2). */
export interface PngHeader {
  readonly rows: number;
  readonly columns: number;
  readonly bitDepth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const headerEnd = 33;
/** Only these reach the decoder: text, colour profiles and transparency mean nothing to a radiograph. */
const wantedChunks = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** @throws AppError `truncated-file`, `malformed-file`. */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (bytes.length < headerEnd) throw new AppError('truncated-file', 'The PNG ends inside its header.');
  const view = viewOf(bytes);
  if (view.getUint32(8) !== 13 || chunkType(bytes, 12) !== 'IHDR')
    throw new AppError('malformed-file', 'The PNG does not begin with its header.');
  return {
    columns: view.getUint32(16),
    rows: view.getUint32(20),
    bitDepth: view.getUint8(24),
    colourType: view.getUint8(25),
    interlaced: view.getUint8(28) !== 0,
  };
}

/** The chunks that carry the image. */
export interface PngImage {
  /** A PNG of nothing else. */
  readonly file: Uint8Array;
  /** The compressed pixels, one view of the original for each IDAT chunk. */
  readonly compressed: readonly Uint8Array[];
}

/** @throws AppError `truncated-file` when the file ends before its IEND chunk. */
export function imageChunks(bytes: Uint8Array): PngImage {
  const view = viewOf(bytes);
  const chunks = [bytes.subarray(0, signature.length)];
  const compressed: Uint8Array[] = [];
  for (let position = signature.length; ;) {
    if (position + 12 > bytes.length) throw truncated();
    const end = position + 12 + view.getUint32(position);
    if (end > bytes.length) throw truncated();
    const type = chunkType(bytes, position + 4);
    if (wantedChunks.includes(type)) chunks.push(bytes.subarray(position, end));
    if (type === 'IDAT') compressed.push(bytes.subarray(position + 8, end - 4));
    if (type === 'IEND') return { file: Buffer.concat(chunks), compressed };
    position = end;
  }
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
