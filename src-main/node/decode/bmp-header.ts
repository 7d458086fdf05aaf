import { AppError } from '#common/errors';

/** What a BMP says before its pixels: BITMAPFILEHEADER and any of the BITMAPINFOHEADERs after it. */
export interface BmpHeader {
  readonly rows: number;
  readonly columns: number;
  /** Lines usually come from the bottom up. */
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: BmpCompression;
  /** Where the pixels begin. */
  readonly pixelOffset: number;
  /** Red, green and blue of each colour, for up to 8 bits a pixel. */
  readonly palette: readonly Rgb[];
  /** Which bits are red, green and blue, for 16 and 32 bits a pixel. */
  readonly masks: Rgb;
}

export type BmpCompression = 'none' | 'rle8' | 'rle4';

/** Three values, of red, green and blue. */
export type Rgb = readonly [number, number, number];

const fileHeaderLength = 14;
const coreHeaderLength = 12;
const headerLengths = [coreHeaderLength, 40, 52, 56, 64, 108, 124];
/** Values of biCompression. */
const rgb = 0;
const bitFields = [3, 6];
const runLength: Readonly<Record<number, { readonly compression: BmpCompression; readonly bits: number }>> = {
  1: { compression: 'rle8', bits: 8 },
  2: { compression: 'rle4', bits: 4 },
};
const defaultMasks: Readonly<Record<number, Rgb>> = {
  16: [0x7c00, 0x03e0, 0x001f],
  32: [0xff0000, 0x00ff00, 0x0000ff],
};

/** True for bytes that begin as a BMP file does. */
export function isBmp(bytes: Uint8Array): boolean {
  const isNamed = bytes[0] === 0x42 && bytes[1] === 0x4d;
  const [low, ...high] = bytes.subarray(fileHeaderLength, fileHeaderLength + 4);
  return isNamed && headerLengths.includes(low ?? 0) && high.every((byte) => byte === 0);
}

/** @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  if (bytes.length < fileHeaderLength + coreHeaderLength) throw truncated();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(fileHeaderLength, true);
  const end = fileHeaderLength + length;
  if (bytes.length < end) throw truncated();
  const isCore = length === coreHeaderLength;
  const height = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
  const bitsPerPixel = view.getUint16(isCore ? 24 : 28, true);
  const declared = isCore ? rgb : view.getUint32(30, true);
  const compression = readCompression(declared, bitsPerPixel);
  const hasMasks = bitFields.includes(declared);
  // Masks follow the shortest header and are part of the longer ones, in the same place.
  const masksEnd = hasMasks && length === 40 ? end + (declared === 6 ? 16 : 12) : end;
  if (bytes.length < masksEnd) throw truncated();
  const mask = (i: number): number => view.getUint32(54 + 4 * i, true);
  return {
    rows: Math.abs(height),
    columns: isCore ? view.getUint16(18, true) : Math.max(0, view.getInt32(18, true)),
    isTopDown: height < 0,
    bitsPerPixel,
    compression,
    pixelOffset: view.getUint32(10, true),
    palette: bitsPerPixel > 8 ? [] : readPalette(bytes, view, masksEnd, bitsPerPixel, isCore),
    masks: hasMasks ? [mask(0), mask(1), mask(2)] : (defaultMasks[bitsPerPixel] ?? [0, 0, 0]),
  };
}

function readCompression(declared: number, bitsPerPixel: number): BmpCompression {
  const run = runLength[declared];
  if (run) {
    if (run.bits !== bitsPerPixel) throw new AppError('malformed-file', 'The BMP header is damaged.');
    return run.compression;
  }
  const depths = bitFields.includes(declared) ? [16, 32] : [1, 4, 8, 16, 24, 32];
  if (declared !== rgb && !bitFields.includes(declared))
    throw new AppError('unsupported-transfer-syntax', `Cannot decode BMP of compression ${declared}.`);
  if (!depths.includes(bitsPerPixel))
    throw new AppError('unsupported-pixel-format', `BMP of ${bitsPerPixel} bits a pixel cannot be shown.`);
  return 'none';
}

/** Colours are stored as blue, green, red and, but for the oldest header, a byte of nothing. */
function readPalette(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  bitsPerPixel: number,
  isCore: boolean,
): readonly Rgb[] {
  const most = 2 ** bitsPerPixel;
  const used = isCore ? most : view.getUint32(46, true) || most;
  const length = isCore ? 3 : 4;
  const count = Math.min(used, most);
  if (start + count * length > bytes.length) throw truncated();
  return Array.from({ length: count }, (_, i) => {
    const at = start + i * length;
    return [bytes[at + 2]!, bytes[at + 1]!, bytes[at]!];
  });
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The BMP ends inside its header.');
}
