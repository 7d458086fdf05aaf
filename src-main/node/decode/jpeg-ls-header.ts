import { AppError } from '#common/errors';
import type { CodestreamHeader } from './codestream.ts';

/** The frame and first scan header of a JPEG-LS codestream (ITU-T T.87 C.2). */
export interface JpegLsHeader extends CodestreamHeader {
  /** How components are interleaved: not at all (one scan each), by line or by sample. */
  readonly interleaving: 'none' | 'line' | 'sample';
  /** The largest error of a sample; 0 for lossless. */
  readonly near: number;
}

const startOfImage = 0xffd8;
const startOfFrame = 0xfff7;
const startOfScan = 0xffda;
const interleavings = ['none', 'line', 'sample'] as const;

/**
 * Reads a JPEG-LS codestream up to its first scan.
 *
 * @throws AppError `truncated-file`, `malformed-file`; and `unsupported-pixel-format` for components that are
 * subsampled or mapped through a table, and for sizes beyond 16 bits.
 */
export function readJpegLsHeader(bytes: Uint8Array): JpegLsHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 2 || view.getUint16(0) !== startOfImage)
    throw new AppError('malformed-file', 'The compressed image is no JPEG-LS.');
  let frame: CodestreamHeader | null = null;
  for (let position = 2; ;) {
    while (bytes[position] === 0xff && bytes[position + 1] === 0xff) position++;
    if (position + 4 > bytes.length) throw endsInHeader();
    const marker = view.getUint16(position);
    const length = view.getUint16(position + 2);
    if (marker < 0xff00 || length < 2) throw damaged();
    if (position + 2 + length > bytes.length) throw endsInHeader();
    const segment = new DataView(view.buffer, view.byteOffset + position + 4, length - 2);
    if (marker === startOfFrame) frame = readFrame(segment);
    if (marker === startOfScan) {
      if (frame === null) throw damaged();
      return { ...frame, ...readScan(segment) };
    }
    position += 2 + length;
  }
}

function readFrame(segment: DataView): CodestreamHeader {
  if (segment.byteLength < 6) throw damaged();
  const componentCount = segment.getUint8(5);
  if (segment.byteLength < 6 + 3 * componentCount) throw damaged();
  const header = {
    bitsPerSample: segment.getUint8(0),
    height: segment.getUint16(1),
    width: segment.getUint16(3),
    componentCount,
    isSigned: false,
    colourSpace: null,
  };
  // A size of 0 stands in a parameter segment of its own, for images of more than 65,535 rows or columns.
  const isOversize = header.width === 0 || header.height === 0;
  const isSubsampled = Array.from({ length: componentCount }, (_, i) => segment.getUint8(7 + 3 * i)).some(
    (sampling) => sampling !== 0x11,
  );
  if (isOversize || isSubsampled || (componentCount !== 1 && componentCount !== 3)) throw unsupported();
  if (header.bitsPerSample < 2 || header.bitsPerSample > 16) throw damaged();
  return header;
}

function readScan(segment: DataView): Pick<JpegLsHeader, 'interleaving' | 'near'> {
  const components = segment.byteLength > 0 ? segment.getUint8(0) : 0;
  if (segment.byteLength < 4 + 2 * components) throw damaged();
  const mapped = Array.from({ length: components }, (_, i) => segment.getUint8(2 + 2 * i));
  if (mapped.some((table) => table !== 0)) throw unsupported();
  const interleaving = interleavings[segment.getUint8(2 + 2 * components)];
  if (!interleaving) throw damaged();
  return { interleaving, near: segment.getUint8(1 + 2 * components) };
}

function unsupported(): AppError {
  return new AppError('unsupported-pixel-format', 'This kind of JPEG-LS image cannot be shown.');
}

function damaged(): AppError {
  return new AppError('malformed-file', 'The JPEG-LS header is damaged.');
}

function endsInHeader(): AppError {
  return new AppError('truncated-file', 'The JPEG-LS image ends inside its header.');
}
