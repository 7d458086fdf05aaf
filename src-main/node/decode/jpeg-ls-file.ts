import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { decodeJpegLs } from './jpeg-ls.ts';
import { readJpegLsHeader } from './jpeg-ls-header.ts';
import { plainPixels, requirePictureSize } from './plain-pixels.ts';
import { asStoredValues, requireGreyOrRgb, requireSupportedDepth } from './still-values.ts';

/**
 * Describes a JPEG-LS file by its frame header.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `image-too-large`.
 */
export function describeJpegLsFile(bytes: Uint8Array): ImageDescription {
  const header = readJpegLsHeader(bytes);
  const samplesPerPixel = requireGreyOrRgb(header);
  requireSupportedDepth(header);
  requirePictureSize(header.height, header.width, samplesPerPixel);
  return {
    container: 'jpegls',
    attributes: noAttributes,
    pixels: plainPixels({
      rows: header.height,
      columns: header.width,
      samplesPerPixel,
      bitsStored: header.bitsPerSample,
      lossy: header.near > 0,
    }),
  };
}

/**
 * Decodes a file that `describeJpegLsFile` accepted.
 *
 * @throws AppError as `decodeJpegLs` does.
 */
export async function decodeJpegLsFile(bytes: Uint8Array): Promise<StoredValues> {
  return asStoredValues(await decodeJpegLs(bytes, requireGreyOrRgb));
}
