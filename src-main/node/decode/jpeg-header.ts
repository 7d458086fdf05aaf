import { AppError } from '#common/errors';
import type { CodestreamHeader } from './codestream.ts';

/** The frame header of a JPEG codestream (ITU-T T.81 B.2.2). */
export interface JpegHeader extends CodestreamHeader {
  /** The marker's low byte: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless. */
  readonly process: number;
  /** Whether decoders commonly take three components for Y, Cb and Cr, by the markers or else the names. */
  readonly storesYcbcr: boolean;
}

/** True for bytes that begin as a JPEG codestream does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Reads up to the frame header of a JPEG codestream.
 *
 * @throws AppError `truncated-file`, `malformed-file`.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  let named: CodestreamHeader['colourSpace'] = null;
  for (const { marker, payload } of headerSegments(bytes)) {
    if (isFrameHeader(marker)) return readFrameHeader(marker, payload, named);
    if (marker === app0 && isNamed(payload, 'JFIF')) named = 'ycbcr';
    else if (marker === app14 && isNamed(payload, 'Adobe')) named ??= payload[11] === 0 ? 'rgb' : 'ycbcr';
  }
  throw new AppError('malformed-file', 'The JPEG has no frame header.');
}

/**
 * The same codestream with an Adobe marker, in place of its application markers, that tells any decoder to
 * hand over three components without a colour transform.
 */
export function withoutColourTransform(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, 0xd8, 0xff, app14, 0, 14), untransformed];
  let end = 2;
  for (const { marker, start, end: after } of headerSegments(bytes)) {
    end = after;
    if (!(marker >= app0 && marker <= 0xef)) parts.push(bytes.subarray(start, end));
    if (isFrameHeader(marker)) break;
  }
  return Buffer.concat([...parts, bytes.subarray(end)]);
}

/** True for bytes that begin as a JPEG-LS codestream does: as a JPEG up to the frame header, which is SOF55. */
export function isJpegLs(bytes: Uint8Array): boolean {
  if (!isJpeg(bytes)) return false;
  try {
    for (const { marker } of headerSegments(bytes))
      if (marker === jpegLsFrame || isFrameHeader(marker)) return marker === jpegLsFrame;
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
  }
  return false;
}

/** The EXIF block before the frame header, or null. */
export function readExif(bytes: Uint8Array): Uint8Array | null {
  for (const { marker, payload } of headerSegments(bytes)) {
    if (isFrameHeader(marker)) return null;
    if (marker === app1 && isNamed(payload, 'Exif\0')) return payload.subarray(6);
  }
  return null;
}

const app0 = 0xe0;
const app1 = 0xe1;
const app14 = 0xee;
const jpegLsFrame = 0xf7;
const startOfScan = 0xda;
/** A colour profile takes 255 at most, a progression a few for each of its scans. */
const mostSegments = 2 ** 14;
const endOfImage = 0xd9;
/** "Adobe", version 100, no flags, transform 0. */
const untransformed = Uint8Array.of(0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

/** A marker segment (ITU-T T.81 B.1.1.4); markers that stand alone have an empty payload. */
export interface Segment {
  readonly marker: number;
  /** Position of the marker's first byte. */
  readonly start: number;
  readonly payload: Uint8Array;
  /** Position after the segment. */
  readonly end: number;
}

/**
 * Reads the segment that begins at a position, or after fill bytes there.
 *
 * @throws AppError `truncated-file`, `malformed-file`.
 */
export function readSegment(bytes: Uint8Array, position: number): Segment {
  let start = position;
  while (bytes[start] === 0xff && bytes[start + 1] === 0xff) start++;
  const marker = bytes[start + 1];
  if (marker === 0xd9 && bytes[start] === 0xff)
    return { marker, start, payload: bytes.subarray(0, 0), end: start + 2 };
  if (marker === undefined || start + 4 > bytes.length) throw endsInHeader();
  const length = (bytes[start + 2]! << 8) | bytes[start + 3]!;
  if (bytes[start] !== 0xff || length < 2 || standsAlone(marker))
    throw new AppError('malformed-file', 'The JPEG header is damaged.');
  const end = start + 2 + length;
  if (end > bytes.length) throw endsInHeader();
  return { marker, start, payload: bytes.subarray(start + 4, end), end };
}

/**
 * Counts segments, so that a file of nothing else does not keep a decoder busy.
 *
 * @throws AppError `malformed-file`.
 */
export function requireFewSegments(count: number): void {
  if (count > mostSegments) throw new AppError('malformed-file', 'The JPEG header is damaged.');
}

/** The marker segments up to and with the frame header. */
function* headerSegments(bytes: Uint8Array): Generator<Segment> {
  let position = 2;
  for (let count = 1; ; count++) {
    requireFewSegments(count);
    const segment = readSegment(bytes, position);
    if (segment.marker === startOfScan || segment.marker === endOfImage)
      throw new AppError('malformed-file', 'The JPEG has no frame header.');
    yield segment;
    position = segment.end;
  }
}

function endsInHeader(): AppError {
  return new AppError('truncated-file', 'The JPEG ends inside its header.');
}

/** Where the End Of Image marker stands, which padding and trailers may follow; null when it is missing. */
export function findEndOfImage(bytes: Uint8Array): number | null {
  for (let i = bytes.length - 2; i >= 2; i--) if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return i;
  return null;
}

/** SOI, EOI, RSTn and TEM carry no length. */
function standsAlone(marker: number): boolean {
  return marker < 0x02 || (marker >= 0xd0 && marker <= endOfImage);
}

/** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
export function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function isNamed(payload: Uint8Array, name: string): boolean {
  return String.fromCharCode(...payload.subarray(0, name.length)) === name;
}

function readFrameHeader(
  process: number,
  payload: Uint8Array,
  named: CodestreamHeader['colourSpace'],
): JpegHeader {
  const componentCount = payload[5] ?? 0;
  if (payload.length < 6 + 3 * componentCount)
    throw new AppError('truncated-file', 'The JPEG ends inside its header.');
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const samplings = Array.from({ length: componentCount }, (_, i) => payload[7 + 3 * i]);
  // Nobody subsamples red or blue.
  const isSubsampled = new Set(samplings).size > 1;
  const ids = Array.from({ length: componentCount }, (_, i) => payload[6 + 3 * i]!);
  const isNamedRgb = String.fromCharCode(...ids) === 'RGB';
  return {
    process,
    width: view.getUint16(3),
    height: view.getUint16(1),
    bitsPerSample: view.getUint8(0),
    componentCount,
    isSigned: false,
    storesYcbcr: componentCount === 3 && (named === null ? !isNamedRgb : named === 'ycbcr'),
    colourSpace: componentCount === 3 ? (named ?? (isSubsampled ? 'ycbcr' : null)) : null,
  };
}
