import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import { requireBudget } from '#common/dicom/image-pixel-module';
import { AppError } from '#common/errors';
import { decodeJpeg, requireDecodableJpeg } from './jpeg.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { plainPixels } from './plain-pixels.ts';
import { requireSize } from './codestream.ts';

/**
 * Describes a JPEG file by its frame header.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `image-too-large`.
 */
export function describeJpegFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const header = readJpegHeader(bytes);
  const { width, height, componentCount } = header;
  if (width === 0 || height === 0) throw new AppError('malformed-file', 'The JPEG has no pixels.');
  requireDecodableJpeg(header, fileLength);
  const samplesPerPixel = componentCount === 3 ? 3 : 1;
  requireBudget(height, width, samplesPerPixel);
  return {
    container: 'jpeg',
    attributes: noAttributes,
    pixels: plainPixels({ rows: height, columns: width, samplesPerPixel, bitsStored: 8, lossy: true }),
  };
}

/** Decodes a JPEG file that `describeJpegFile` accepted. */
export async function decodeJpegFile(bytes: Uint8Array, { pixels }: ImageDescription): Promise<Uint8Array> {
  const decoded = await decodeJpeg(bytes, (header) => requireSize(header, pixels));
  return decoded.bytes;
}
