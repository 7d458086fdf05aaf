import type { Container } from '#common/dicom/image-description';
import { isBmp } from './bmp-header.ts';
import { isJpeg2000 } from './jp2-boxes.ts';
import { isJpeg, isJpegLs } from './jpeg-header.ts';
import { isPng } from './png-chunks.ts';
import { isTiff } from './tiff-directory.ts';

/** The formats of pictures outside DICOM. */
export type StillContainer = Exclude<Container, 'dicom'>;

/** In the order in which a file is tried: JPEG-LS before JPEG, which begins in the same way. */
const signatures: Readonly<Record<StillContainer, (head: Uint8Array) => boolean>> = {
  png: isPng,
  jpegls: isJpegLs,
  jpeg: isJpeg,
  tiff: isTiff,
  bmp: isBmp,
  jpeg2000: isJpeg2000,
};

/** The format that a file's first bytes announce, or null. */
export function stillContainerOf(head: Uint8Array): StillContainer | null {
  const containers = Object.keys(signatures) as StillContainer[];
  return containers.find((container) => signatures[container](head)) ?? null;
}
