import type { Container, ImageDescription } from '#common/dicom/image-description';
import { isDicom } from '#common/dicom/parse';
import { AppError } from '#common/errors';
import { describeDicomFile } from './dicom-file.ts';
import { stillFormats } from './still-formats.ts';
import { stillContainerOf } from './still-signatures.ts';

/**
 * Reads what a file says of itself, told apart by content and never by name. No pixel is decoded and nothing
 * of the image's size allocated. `bytes` may be the first part of a file of `fileLength` bytes.
 *
 * @throws AppError `file-empty`, `not-an-image`, `malformed-file`, `truncated-file`, `no-pixel-data`,
 * `missing-attribute`, `invalid-attribute`, `image-too-large`, `unsupported-pixel-format`,
 * `unknown-transfer-syntax`, `unsupported-transfer-syntax`, `too-many-frames`.
 */
export function describeImage(bytes: Uint8Array, fileLength = bytes.length): ImageDescription {
  const container = containerOf(bytes);
  return container === 'dicom'
    ? describeDicomFile(bytes, fileLength)
    : stillFormats[container].describe(bytes, fileLength);
}

/** DICOM comes first: its preamble may make a file pass for a TIFF besides (PS3.10 7.1). */
function containerOf(bytes: Uint8Array): Container {
  if (bytes.length === 0) throw new AppError('file-empty', 'The file is empty.');
  const container = isDicom(bytes) ? 'dicom' : stillContainerOf(bytes);
  if (container) return container;
  throw new AppError('not-an-image', 'The file is neither DICOM nor a picture of a known format.');
}
