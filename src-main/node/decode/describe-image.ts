import type { Container, ImageDescription } from '#common/dicom/image-description';
import { isDicom } from '#common/dicom/parse';
import { AppError } from '#common/errors';
import { describeDicomFile } from './dicom-file.ts';
import { describeJpegFile } from './jpeg-file.ts';
import { isJpeg } from './jpeg-header.ts';
import { describePngFile } from './png-file.ts';
import { isPng } from './png-chunks.ts';

const describers: Readonly<Record<Container, (bytes: Uint8Array, fileLength: number) => ImageDescription>> = {
  dicom: describeDicomFile,
  png: describePngFile,
  jpeg: describeJpegFile,
};

/**
 * Reads what a file says of itself, told apart by content and never by name. No pixel is decoded and nothing
 * of the image's size allocated. `bytes` may be the first part of a file of `fileLength` bytes.
 *
 * @throws AppError `file-empty`, `not-an-image`, `malformed-file`, `truncated-file`, `no-pixel-data`,
 * `missing-attribute`, `invalid-attribute`, `image-too-large`, `unsupported-pixel-format`,
 * `unknown-transfer-syntax`, `unsupported-transfer-syntax`.
 */
export function describeImage(bytes: Uint8Array, fileLength = bytes.length): ImageDescription {
  return describers[containerOf(bytes)](bytes, fileLength);
}

function containerOf(bytes: Uint8Array): Container {
  if (bytes.length === 0) throw new AppError('file-empty', 'The file is empty.');
  if (isPng(bytes)) return 'png';
  if (isJpeg(bytes)) return 'jpeg';
  if (isDicom(bytes)) return 'dicom';
  throw new AppError('not-an-image', 'The file is not DICOM, PNG or JPEG.');
}
