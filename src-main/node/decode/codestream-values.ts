import { frameCodestreams, readFragments } from '#common/dicom/fragments';
import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import type { PixelDataElement } from '#common/dicom/parse';
import { toStoredValues, widen } from '#common/dicom/stored-values';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { requireDepth, requireSize, type CodestreamDecoder, type DecodedCodestream } from './codestream.ts';
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
  { offset }: PixelDataElement,
  module: ImagePixelModule,
): (frame: number, reduction?: number) => Promise<CompressedFrame> {
  const codestreamOf = frameCodestreams(readFragments(file, offset), module.numberOfFrames);
  if (codec === 'rle')
    return async (frame) => ({
      storedValues: toStoredValues(decodeRle(codestreamOf(frame), module), module),
      colourSpace: null,
      reduction: 1,
    });
  const decode: CodestreamDecoder = decoders[codec];
  return async (frame, wished = 1) => {
    const decoded = await decode(codestreamOf(frame), accept, wished);
    const { header, reduction = 1 } = decoded;
    return { storedValues: codestreamValues(decoded, module), colourSpace: header.colourSpace, reduction };
  };

  function accept(header: DecodedCodestream['header']): void {
    requireSize(header, module);
    requireDepth(header, module);
  }
}

/** Brings decoded samples, which are overwritten, to the stored values that the file describes. */
export function codestreamValues(
  { header, bytes }: DecodedCodestream,
  module: ImagePixelModule,
): StoredValues {
  const isNarrow = header.bitsPerSample <= 8 && module.bitsAllocated === 16;
  const samples = isNarrow ? widen(bytes, header.isSigned) : bytes;
  // A codestream holds the stored bits alone, so only the sign of too narrow an unsigned one is left to mend.
  const bitsStored = module.pixelRepresentation === 1 ? header.bitsPerSample : module.bitsAllocated;
  return toStoredValues(samples, { ...module, bitsStored, highBit: bitsStored - 1 });
}
