import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { decodeJpeg, requireDecodableJpeg } from './jpeg.ts';
import { readExif, readJpegHeader, type JpegHeader } from './jpeg-header.ts';
import { decodeJpegLossless } from './jpeg-lossless.ts';
import { exifOrientation, turnUpright, uprightSize, type Orientation } from './orientation.ts';
import { plainPixels, requirePictureSize } from './plain-pixels.ts';
import { asStoredValues, requireGreyOrRgb } from './still-values.ts';

const lossless = 0xc3;

/**
 * Describes a JPEG file by its frame header, as it is once its EXIF orientation has been followed.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `image-too-large`.
 */
export function describeJpegFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const header = readJpegHeader(bytes);
  requirePictureSize(header.height, header.width, header.componentCount);
  const isLossless = header.process === lossless;
  if (!isLossless) requireDecodableJpeg(header, fileLength);
  return {
    container: 'jpeg',
    attributes: noAttributes,
    pixels: plainPixels({
      ...uprightSize(storedSize(header), orientationIn(bytes)),
      bitsStored: header.bitsPerSample,
      lossy: !isLossless,
    }),
  };
}

/**
 * Decodes a JPEG file that `describeJpegFile` accepted and turns it upright.
 *
 * @throws AppError as `decodeJpeg` does.
 */
export async function decodeJpegFile(bytes: Uint8Array): Promise<StoredValues> {
  const isLossless = readJpegHeader(bytes).process === lossless;
  const decoded = await (isLossless ? decodeJpegLossless : decodeJpeg)(bytes, requireGreyOrRgb);
  return turnUpright(asStoredValues(decoded), storedSize(decoded.header), orientationIn(bytes));
}

function storedSize(header: Pick<JpegHeader, 'height' | 'width' | 'componentCount'>) {
  return { rows: header.height, columns: header.width, samplesPerPixel: requireGreyOrRgb(header) };
}

function orientationIn(bytes: Uint8Array): Orientation {
  const exif = readExif(bytes);
  return exif ? exifOrientation(exif) : 1;
}
