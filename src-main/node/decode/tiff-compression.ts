import { AppError } from '#common/errors';
import { deflateLimit, inflateExactly } from './inflate-exactly.ts';
import { unpackBits } from './pack-bits.ts';
import { expandLzw } from './tiff-lzw.ts';

/** A compression of whole bytes. */
interface Compression {
  /** The most bytes that one can stand for. */
  readonly limit: number;
  /** Gives `length` bytes; what the strip or tile holds beyond them is left alone. */
  readonly expand: (compressed: Uint8Array, length: number) => Uint8Array;
}

const deflate: Compression = {
  limit: deflateLimit,
  expand: (compressed, length) => inflateExactly([compressed], length),
};

/** By the Compression field (TIFF 6.0 sections 3, 9 and 13, and its supplements). */
const compressions: Readonly<Record<number, Compression>> = {
  1: { limit: 1, expand: (stored, length) => stored.subarray(0, length) },
  5: { limit: 2731, expand: expandLzw },
  8: deflate,
  32946: deflate,
  32773: { limit: 64, expand: unpackBits },
};
const jpeg = { old: 6, current: 7 };
/** As of `requireDecodableJpeg`. */
const jpegLimit = 2048;
const otherNames: Readonly<Record<number, string>> = {
  2: 'fax coding (CCITT)',
  3: 'fax coding (CCITT)',
  4: 'fax coding (CCITT)',
  6: 'the JPEG of TIFF 6.0, since withdrawn',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
};

export function isJpegCompression(compression: number): boolean {
  return compression === jpeg.current;
}

/**
 * The most bytes that a byte of a compression can stand for.
 *
 * @throws AppError `unsupported-transfer-syntax` for a compression that is not read here.
 */
export function expansionLimit(compression: number): number {
  return isJpegCompression(compression) ? jpegLimit : compressionOf(compression).limit;
}

/**
 * Expands a strip or tile to its known length.
 *
 * @throws AppError `truncated-file` where it is shorter, `malformed-file`, `codec-failed`.
 */
export function expandBytes(compressed: Uint8Array, compression: number, length: number): Uint8Array {
  const expanded = compressionOf(compression).expand(compressed, length);
  if (expanded.length === length) return expanded;
  throw new AppError('truncated-file', 'The TIFF ends before its image does.');
}

function compressionOf(compression: number): Compression {
  const known = compressions[compression];
  if (known) return known;
  const name = otherNames[compression] ?? `a compression of its own (${compression})`;
  throw new AppError('unsupported-transfer-syntax', `Cannot decode a TIFF compressed by ${name}.`);
}
