import { frameCodestreams, readFragments } from '#common/dicom/fragments';
import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import { inflate } from '#common/dicom/inflate';
import type { DataSet, PixelDataElement } from '#common/dicom/parse';
import { reverseBytes } from '#common/dicom/stored-values';
import { AppError } from '#common/errors';

/** Bytes that hold one uncompressed frame, with the caller as their owner. */
export interface NativeFrame {
  /** Aligned to samples. */
  readonly bytes: Uint8Array;
  /** Where its first bit is in the first byte: frames of one bit a pixel need not begin with a byte. */
  readonly firstBit: number;
}

/** Bits of one uncompressed frame (PS3.5 8.1.1); YBR_FULL_422 stores two samples a pixel, in pairs of pixels. */
export function nativeFrameBits(module: ImagePixelModule): number {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = module;
  if (photometricInterpretation === 'YBR_FULL_422')
    return Math.ceil((rows * columns) / 2) * 4 * bitsAllocated;
  return rows * columns * samplesPerPixel * bitsAllocated;
}

/**
 * Gives the uncompressed frames, counted from 0, of pixel data known to be whole, each a copy in little-endian
 * order: from one run of bytes, from fragments (PS3.5 A.4.11), or inflated from them (A.4.13).
 *
 * @throws AppError `truncated-file`, `malformed-file`, `no-pixel-data`; the returned function besides
 * `inflated-too-large`.
 */
export function nativeFrames(
  dataSet: DataSet,
  pixelData: PixelDataElement,
  module: ImagePixelModule,
): (frame: number) => NativeFrame {
  const packing = dataSet.transferSyntax.frames;
  if (!packing) return (frame) => frameAt(dataSet, pixelData, module, frame);
  const length = Math.ceil(nativeFrameBits(module) / 8);
  const hints = {
    extendedOffsetTable: pixelData.extendedOffsetTable,
    ...(packing === 'encapsulated' && { frameLength: length }),
  };
  const fragments = readFragments(dataSet.source, pixelData.offset);
  const packedFrame = frameCodestreams(fragments, module.numberOfFrames, hints);
  return (frame) => {
    const packed = packedFrame(frame);
    // A byte of padding makes frames of odd length even.
    const bytes = packing === 'deflated' ? inflate(packed, length + 1) : new Uint8Array(packed);
    if (bytes.length >= length) return { bytes, firstBit: 0 };
    throw new AppError('malformed-file', `A frame is ${bytes.length} bytes long, the image ${length}.`);
  };
}

function frameAt(
  { source, encoding }: DataSet,
  pixelData: PixelDataElement,
  module: ImagePixelModule,
  frame: number,
): NativeFrame {
  const bits = nativeFrameBits(module);
  const firstBit = frame * bits;
  const unit = encoding.isBigEndian ? unitOf(module, pixelData) : 1;
  // A frame of an odd number of bytes ends inside a unit.
  const begin = Math.floor(firstBit / 8 / unit) * unit;
  const end = Math.ceil((firstBit + bits) / 8 / unit) * unit;
  const bytes = new Uint8Array(source.subarray(pixelData.offset + begin, pixelData.offset + end));
  reverseBytes(bytes, unit);
  const bitsBefore = firstBit - 8 * begin;
  return bitsBefore < 8
    ? { bytes, firstBit: bitsBefore }
    : { bytes: bytes.slice(bitsBefore >> 3), firstBit: bitsBefore & 7 };
}

/** The unit of big-endian order: a sample or, of samples that are packed in words of VR OW, the word. */
function unitOf({ bitsAllocated }: ImagePixelModule, { vr }: PixelDataElement): 1 | 2 | 4 | 8 {
  if (bitsAllocated >= 16) return (bitsAllocated / 8) as 2 | 4 | 8;
  return vr === 'OW' ? 2 : 1;
}
