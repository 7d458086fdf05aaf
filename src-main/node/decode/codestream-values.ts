import { frameCodestreams, readFragments } from '#common/dicom/fragments';
import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import type { PixelDataElement } from '#common/dicom/parse';
import { toStoredValues, widen } from '#common/dicom/stored-values';
import type { Codec } from '#common/dicom/transfer-syntax';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { requireDepth, requireSize, type CodestreamDecoder, type DecodedCodestream } from './codestream.ts';
import { decodeJpeg2000 } from './jpeg-2000.ts';
import { decodeJpegLossless } from './jpeg-lossless.ts';
import { decodeJpegAsStored } from './jpeg.ts';

const decoders: Readonly<Record<Exclude<Codec, 'native'>, CodestreamDecoder>> = {
  jpeg: decodeJpegAsStored,
  jpegLossless: decodeJpegLossless,
  jpeg2000: decodeJpeg2000,
};

/**
 * Decodes compressed frames, counted from 0, of pixel data whose fragments are found once for all of them.
 *
 * @throws AppError `no-pixel-data`, `truncated-file`, `malformed-file`; the returned function besides
 * `codec-failed` and `unsupported-pixel-format`.
 */
export function codestreamDecoder(
  codec: Exclude<Codec, 'native'>,
  file: Uint8Array,
  { offset }: PixelDataElement,
  module: ImagePixelModule,
): (frame: number) => Promise<DecodedCodestream> {
  const codestreamOf = frameCodestreams(readFragments(file, offset), module.numberOfFrames);
  return (frame) =>
    decoders[codec](codestreamOf(frame), (header) => {
      requireSize(header, module);
      requireDepth(header, module);
    });
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
