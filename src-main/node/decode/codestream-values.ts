import { frameCodestreams, readFragments } from '#common/dicom/fragments';
import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import type { PixelDataElement } from '#common/dicom/parse';
import { toStoredValues, unpackBits } from '#common/dicom/stored-values';
import type { StoredValues } from '#common/imaging/decoded-frame';
import {
  requireDepth,
  requireSize,
  type CodestreamDecoder,
  type CodestreamHeader,
  type DecodedCodestream,
} from './codestream.ts';
import { decodeJpeg2000 } from './jpeg-2000.ts';
import { decodeJpegLossless } from './jpeg-lossless.ts';
import { decodeJpegLs } from './jpeg-ls.ts';
import { decodeJpegAsStored } from './jpeg.ts';
import { decodeRle } from './rle.ts';

/** The codecs whose codestreams say themselves what they hold. */
const decoders = {
  jpeg: decodeJpegAsStored,
  jpegLossless: decodeJpegLossless,
  jpegLs: decodeJpegLs,
  jpeg2000: decodeJpeg2000,
} satisfies Readonly<Record<string, CodestreamDecoder>>;

export type CodestreamCodec = keyof typeof decoders | 'rle';

/** One frame of compressed pixel data. */
export interface CompressedFrame {
  readonly storedValues: StoredValues;
  /** As in `CodestreamHeader`. */
  readonly colourSpace: 'rgb' | 'ycbcr' | null;
  /** As in `DecodedFrame`: at most what was wished for. */
  readonly reduction: number;
}

/**
 * Decodes compressed frames, counted from 0, of pixel data whose fragments are found once for all of them.
 * A wished-for reduction is kept as nearly as the codestream's resolution levels allow, and never exceeded.
 *
 * @throws AppError `no-pixel-data`, `truncated-file`, `malformed-file`; the returned function besides
 * `codec-failed` and `unsupported-pixel-format`.
 */
export function compressedFrameDecoder(
  codec: CodestreamCodec,
  file: Uint8Array,
  { offset, extendedOffsetTable }: PixelDataElement,
  module: ImagePixelModule,
): (frame: number, reduction?: number) => Promise<CompressedFrame> {
  const codestreamOf = frameCodestreams(readFragments(file, offset), module.numberOfFrames, {
    extendedOffsetTable,
  });
  if (codec === 'rle')
    return async (frame) => ({
      storedValues: rleValues(codestreamOf(frame), module),
      colourSpace: null,
      reduction: 1,
    });
  const decode: CodestreamDecoder = decoders[codec];
  return async (frame, wished = 1) => {
    const decoded = await decode(codestreamOf(frame), accept, wished);
    const { header, reduction = 1 } = decoded;
    const storedValues = codestreamValues(decoded, module);
    if (module.pixelRepresentation === 0) {
      // Lossless JPEG may hold whole cells, whose upper bits mean nothing (PS3.5 8.1.1).
      if (codec === 'jpegLossless') dropUnusedBits(storedValues, module);
      else clampToStoredBits(storedValues, module);
    }
    return { storedValues, colourSpace: header.colourSpace, reduction };
  };

  function accept(header: DecodedCodestream['header']): void {
    requireSize(header, module);
    requireDepth(header, module);
  }
}

/** Cells as an uncompressed frame would hold them; each frame begins at a byte, also where cells are bits. */
function rleValues(codestream: Uint8Array, module: ImagePixelModule): StoredValues {
  const cells = decodeRle(codestream, module);
  if (module.bitsAllocated === 1) return unpackBits(cells, 0, module.rows * module.columns);
  return toStoredValues(cells, module);
}

/** Brings decoded samples, which are overwritten, to the stored values that the file describes. */
function codestreamValues({ header, bytes }: DecodedCodestream, module: ImagePixelModule): StoredValues {
  // A codestream holds the stored bits alone, so only the sign of too narrow an unsigned one is left to mend.
  const bitsStored = module.pixelRepresentation === 1 ? header.bitsPerSample : module.bitsAllocated;
  const samples = widened(bytes, header, module.bitsAllocated);
  return toStoredValues(samples, { ...module, bitsStored, highBit: bitsStored - 1 });
}

function dropUnusedBits(values: StoredValues, { bitsStored }: ImagePixelModule): void {
  if (bitsStored === 8 * values.BYTES_PER_ELEMENT) return;
  const mask = 2 ** bitsStored - 1;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! & mask;
}

/**
 * A lossy codec has its own number of bits whatever the file stores, and overshoots at edges: what lies above the
 * stored bits is as bright as they can say, and without its upper bits would be black.
 */
function clampToStoredBits(values: StoredValues, { bitsStored }: ImagePixelModule): void {
  if (bitsStored === 8 * values.BYTES_PER_ELEMENT) return;
  const most = 2 ** bitsStored - 1;
  for (let i = 0; i < values.length; i++) if (values[i]! > most) values[i] = most;
}

/** Samples of as many bits as the file allocates, for codestreams of fewer. */
function widened(
  bytes: Uint8Array,
  { bitsPerSample, isSigned }: CodestreamHeader,
  bitsAllocated: number,
): Uint8Array {
  const isByte = bitsPerSample <= 8;
  if (bitsAllocated <= (isByte ? 8 : 16)) return bytes;
  const bits = isByte ? 8 : 16;
  const layout = { bitsAllocated: bits, bitsStored: bits, highBit: bits - 1 } as const;
  const samples = toStoredValues(bytes, { ...layout, pixelRepresentation: isSigned ? 1 : 0 });
  return new Uint8Array((bitsAllocated === 16 ? Int16Array.from(samples) : Int32Array.from(samples)).buffer);
}
