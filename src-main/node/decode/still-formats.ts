import type { Container, ImageDescription } from '#common/dicom/image-description';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { decodeJpegFile, describeJpegFile } from './jpeg-file.ts';
import { isJpeg } from './jpeg-header.ts';
import { isPng } from './png-chunks.ts';
import { decodePngFile, describePngFile } from './png-file.ts';
import { isTiff } from './tiff-directory.ts';
import { decodeTiffFile, describeTiffFile } from './tiff-file.ts';

/** A format of pictures outside DICOM. */
export interface StillFormat {
  /** Whether a file that begins so is of the format, as far as its first bytes tell. */
  readonly begins: (head: Uint8Array) => boolean;
  /** As `describeImage`. */
  readonly describe: (bytes: Uint8Array, fileLength: number) => ImageDescription;
  /** Decodes a frame, counted from 0, of a file that `describe` accepted. */
  readonly decode: (bytes: Uint8Array, frame: number) => Promise<StoredValues>;
}

export type StillContainer = Exclude<Container, 'dicom'>;

/** In the order in which a file is tried. */
export const stillFormats: Readonly<Record<StillContainer, StillFormat>> = {
  png: { begins: isPng, describe: describePngFile, decode: decodePngFile },
  jpeg: { begins: isJpeg, describe: describeJpegFile, decode: decodeJpegFile },
  tiff: { begins: isTiff, describe: describeTiffFile, decode: decodeTiffFile },
};

/** The format that a file's first bytes announce, or null. */
export function stillFormatOf(head: Uint8Array): StillContainer | null {
  const containers = Object.keys(stillFormats) as StillContainer[];
  return containers.find((container) => stillFormats[container].begins(head)) ?? null;
}
