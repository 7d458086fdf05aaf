import { isDicom } from '#common/dicom/parse';
import { isJpeg } from '../decode/jpeg-header.ts';
import { isPng } from '../decode/png-chunks.ts';

/**
 * Whether the first bytes of a file are those of an image. A cheap sieve for folders full of other things:
 * false is certain, true leaves the rest of the file to decoding.
 */
export function resemblesImage(head: Uint8Array): boolean {
  return isDicom(head) || isPng(head) || isJpeg(head);
}

const imageName = /\.(?:dcm|dicom|dic|png|jpe?g)$/i;

/** Whether a file's name says that it is an image: one that turns out to be none is worth reporting. */
export function namedLikeImage(path: string): boolean {
  return imageName.test(path);
}
