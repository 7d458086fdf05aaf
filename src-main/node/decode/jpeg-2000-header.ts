import { AppError } from '#common/errors';
import type { CodestreamHeader } from './codestream.ts';

/** What a JPEG 2000 codestream says in its main header (ITU-T T.800 annex A). */
export interface Jpeg2000Header extends CodestreamHeader {
  /** True where the code-blocks are those of Part 15 (ITU-T T.814), which take another codec. */
  readonly isHighThroughput: boolean;
  /** The largest power of two by which the codestream's own resolution levels divide its size. */
  readonly largestReduction: number;
}

/** The codestream of an image and what it says of itself. */
export interface Jpeg2000 {
  readonly header: Jpeg2000Header;
  /** Without the boxes of a JP2 file around it. */
  readonly codestream: Uint8Array;
}

const signature = [0xff, 0x4f, 0xff, 0x51];
/** From the start of the codestream to the end of the first component's description. */
const shortestHeader = 45;
const firstComponent = 42;
const componentLength = 3;
const codingStyleDefault = 0xff52;
const codingStyleComponent = 0xff53;
const startOfTile = 0xff90;
/** Bit of the code-block style of Part 15 (T.814 A.4). */
const highThroughputBlocks = 0x40;
/** Lower resolutions than 1/32 are of no use. */
const mostLevels = 5;

/**
 * Finds a JPEG 2000 codestream, bare or in a JP2 file, and reads its main header: the codec tells the size only
 * after it has allocated and decoded everything.
 *
 * @throws AppError `malformed-file`, `truncated-file`; and `unsupported-pixel-format` for components that are
 * subsampled or of different depths, which the codec leaves partly unwritten.
 */
export function readJpeg2000(bytes: Uint8Array): Jpeg2000 {
  const start = findCodestream(bytes);
  if (start === null) throw new AppError('malformed-file', 'The compressed image is no JPEG 2000.');
  const codestream = bytes.subarray(start);
  if (shortestHeader > codestream.length) throw endsInHeader();
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.length);
  const depth = view.getUint8(firstComponent);
  requireEqualComponents(view, depth);
  const [left, top] = [view.getUint32(16), view.getUint32(20)];
  const { levels, isTransformed, isHighThroughput } = readCodingStyle(view);
  const header = {
    width: view.getUint32(8) - left,
    height: view.getUint32(12) - top,
    componentCount: view.getUint16(40),
    bitsPerSample: (depth & 0x7f) + 1,
    isSigned: depth > 0x7f,
    colourSpace: isTransformed ? ('rgb' as const) : null,
    isHighThroughput,
    largestReduction: 2 ** Math.min(levels, alignmentOf(left), alignmentOf(top)),
  };
  if (header.width <= 0 || header.height <= 0)
    throw new AppError('malformed-file', 'The JPEG 2000 image has no pixels.');
  return { header, codestream };
}

/** As `readJpeg2000`, for callers who need the header alone. */
export function readJpeg2000Header(bytes: Uint8Array): Jpeg2000Header {
  return readJpeg2000(bytes).header;
}

/**
 * How often a grid position halves to a whole number: only so far is the size of a lower resolution (B.5) the
 * image's own, divided and rounded up.
 */
function alignmentOf(position: number): number {
  return position === 0 ? mostLevels : Math.min(31 - Math.clz32(position & -position), mostLevels);
}

/** Each component has a byte of depth and sign and a byte for either distance of its samples (table A.9). */
function requireEqualComponents(view: DataView, depth: number): void {
  const end = firstComponent + componentLength * view.getUint16(firstComponent - 2);
  if (end > view.byteLength) throw endsInHeader();
  for (let position = firstComponent; position < end; position += componentLength) {
    const isWhole = view.getUint8(position + 1) === 1 && view.getUint8(position + 2) === 1;
    if (!isWhole || view.getUint8(position) !== depth)
      throw new AppError('unsupported-pixel-format', 'This kind of JPEG 2000 image cannot be shown.');
  }
}

interface CodingStyle {
  /** Decompositions that all components have. */
  readonly levels: number;
  readonly isTransformed: boolean;
  readonly isHighThroughput: boolean;
}

/** Reads the coding styles (COD and COC, A.6.1 and A.6.2), which stand somewhere in the main header. */
function readCodingStyle(view: DataView): CodingStyle {
  let [levels, isTransformed, isHighThroughput] = [mostLevels, false, false];
  for (const { marker, position, length } of segments(view, 2)) {
    if (marker === startOfTile) return { levels, isTransformed, isHighThroughput };
    const isDefault = marker === codingStyleDefault;
    if (!isDefault && marker !== codingStyleComponent) continue;
    if (length < (isDefault ? 12 : 9))
      throw new AppError('malformed-file', 'The JPEG 2000 header is damaged.');
    if (isDefault) isTransformed = view.getUint8(position + 8) === 1;
    const style = position + (isDefault ? 9 : view.getUint16(firstComponent - 2) < 257 ? 6 : 7);
    levels = Math.min(levels, view.getUint8(style));
    if (view.getUint8(style + 3) & highThroughputBlocks) isHighThroughput = true;
  }
  throw endsInHeader();
}

interface Segment {
  readonly marker: number;
  /** Of the marker's first byte. */
  readonly position: number;
  /** Of the segment without its marker, which lies inside the codestream. */
  readonly length: number;
}

function* segments(view: DataView, start: number): Generator<Segment> {
  for (let position = start; position + 4 <= view.byteLength;) {
    const length = view.getUint16(position + 2);
    if (length < 2) throw new AppError('malformed-file', 'The JPEG 2000 header is damaged.');
    if (position + 2 + length > view.byteLength) return;
    yield { marker: view.getUint16(position), position, length };
    position += 2 + length;
  }
}

/**
 * The codestream with its end marker in place, which some writers leave out.
 *
 * @throws AppError `truncated-file` where a tile-part (A.4.2) reaches past the end, which codecs pass over.
 */
export function requireWholeTileParts(codestream: Uint8Array): Uint8Array {
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.length);
  const main = segments(view, 2);
  let position = 2;
  for (const segment of main) {
    position = segment.position;
    if (segment.marker === startOfTile) break;
  }
  while (position + 12 <= view.byteLength && view.getUint16(position) === startOfTile) {
    const length = view.getUint32(position + 6);
    // The last tile-part may leave its length open (0): it ends where the codestream does.
    if (length === 0) return codestream;
    if (length < 14 || position + length > view.byteLength)
      throw new AppError('truncated-file', 'The JPEG 2000 image ends too soon.');
    position += length;
  }
  return position === view.byteLength ? Buffer.concat([codestream, Uint8Array.of(0xff, 0xd9)]) : codestream;
}

function findCodestream(bytes: Uint8Array): number | null {
  const isHere = (position: number): boolean => signature.every((byte, i) => bytes[position + i] === byte);
  if (isHere(0)) return 0;
  if (String.fromCharCode(...bytes.subarray(4, 8)) !== 'jP  ') return null;
  for (let i = 8; i + shortestHeader <= bytes.length; i++) if (isHere(i)) return i;
  return null;
}

function endsInHeader(): AppError {
  return new AppError('truncated-file', 'The JPEG 2000 image ends inside its header.');
}
