import { isDicom } from '#common/dicom/parse';
import { stillContainerOf } from '../decode/still-signatures.ts';

/**
 * Whether the first bytes of a file are those of an image. A cheap sieve for folders full of other things:
 * false is certain, true leaves the rest of the file to decoding.
 */
export function resemblesImage(head: Uint8Array): boolean {
  return isDicom(head) || stillContainerOf(head) !== null;
}

const imageName = /\.(?:dcm|dicom|dic|png|jpe?g|jls|jp2|j2k|j2c|jpc|jph|jhc|tiff?|bmp)$/i;

/** Whether a file's name says that it is an image: one that turns out to be none is worth reporting. */
export function namedLikeImage(path: string): boolean {
  return imageName.test(path);
}
