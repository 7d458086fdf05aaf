import type { ImageDescription } from '#common/dicom/image-description';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { decodeBmpFile, describeBmpFile } from './bmp-file.ts';
import { decodeJpeg2000File, describeJpeg2000File } from './jpeg-2000-file.ts';
import { decodeJpegFile, describeJpegFile } from './jpeg-file.ts';
import { decodeJpegLsFile, describeJpegLsFile } from './jpeg-ls-file.ts';
import { decodePngFile, describePngFile } from './png-file.ts';
import type { StillContainer } from './still-signatures.ts';
import { decodeTiffFile, describeTiffFile } from './tiff-file.ts';

/** How a format of pictures outside DICOM is read. */
export interface StillFormat {
  /** As `describeImage`. */
  readonly describe: (bytes: Uint8Array, fileLength: number) => ImageDescription;
  /** Decodes a frame, counted from 0, of a file that `describe` accepted. */
  readonly decode: (bytes: Uint8Array, frame: number) => Promise<StoredValues>;
}

export const stillFormats: Readonly<Record<StillContainer, StillFormat>> = {
  png: { describe: describePngFile, decode: decodePngFile },
  jpegls: { describe: describeJpegLsFile, decode: decodeJpegLsFile },
  jpeg: { describe: describeJpegFile, decode: decodeJpegFile },
  tiff: { describe: describeTiffFile, decode: decodeTiffFile },
  bmp: { describe: describeBmpFile, decode: decodeBmpFile },
  jpeg2000: { describe: describeJpeg2000File, decode: decodeJpeg2000File },
};
