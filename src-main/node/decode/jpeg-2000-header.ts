import { AppError } from '#common/errors';
import type { CodestreamHeader } from './codestream.ts';

const signature = [0xff, 0x4f, 0xff, 0x51];
/** From the start of the codestream to the end of the first component's description. */
const shortestHeader = 45;
const firstComponent = 42;
const componentLength = 3;
const codingStyleDefault = 0xff52;
const startOfTile = 0xff90;

/**
 * Reads the image size (SIZ) of a JPEG 2000 codestream (ITU-T T.800 A.5.1), bare or in a JP2 file: the codec
 * tells it only after it has allocated and decoded everything.
 *
 * @throws AppError `malformed-file`, `truncated-file`; and `unsupported-pixel-format` for components that are
 * subsampled or of different depths, which the codec leaves partly unwritten.
 */
export function readJpeg2000Header(bytes: Uint8Array): CodestreamHeader {
  const start = findCodestream(bytes);
  if (start === null) throw new AppError('malformed-file', 'The compressed image is no JPEG 2000.');
  if (start + shortestHeader > bytes.length)
    throw new AppError('truncated-file', 'The JPEG 2000 image ends inside its header.');
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const depth = view.getUint8(firstComponent);
  requireEqualComponents(view, depth);
  return {
    width: view.getUint32(8) - view.getUint32(16),
    height: view.getUint32(12) - view.getUint32(20),
    componentCount: view.getUint16(40),
    bitsPerSample: (depth & 0x7f) + 1,
    isSigned: depth > 0x7f,
    colourSpace: hasComponentTransform(view) ? 'rgb' : null,
  };
}

/** Each component has a byte of depth and sign and a byte for either distance of its samples (table A.9). */
function requireEqualComponents(view: DataView, depth: number): void {
  const end = firstComponent + componentLength * view.getUint16(firstComponent - 2);
  if (end > view.byteLength)
    throw new AppError('truncated-file', 'The JPEG 2000 image ends inside its header.');
  for (let position = firstComponent; position < end; position += componentLength) {
    const isWhole = view.getUint8(position + 1) === 1 && view.getUint8(position + 2) === 1;
    if (!isWhole || view.getUint8(position) !== depth)
      throw new AppError('unsupported-pixel-format', 'This kind of JPEG 2000 image cannot be shown.');
  }
}

/** Reads the coding style default (COD, A.6.1), which stands somewhere in the main header. */
function hasComponentTransform(view: DataView): boolean {
  for (let position = 2; position + 9 <= view.byteLength;) {
    const marker = view.getUint16(position);
    if (marker === codingStyleDefault) return view.getUint8(position + 8) === 1;
    if (marker === startOfTile) return false;
    position += 2 + view.getUint16(position + 2);
  }
  return false;
}

function findCodestream(bytes: Uint8Array): number | null {
  const isHere = (position: number): boolean => signature.every((byte, i) => bytes[position + i] === byte);
  if (isHere(0)) return 0;
  if (String.fromCharCode(...bytes.subarray(4, 8)) !== 'jP  ') return null;
  for (let i = 8; i + shortestHeader <= bytes.length; i++) if (isHere(i)) return i;
  return null;
}
