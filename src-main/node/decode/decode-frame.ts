import type { Container, ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';
import { describeImage } from './describe-image.ts';
import { decodeDicomFrame } from './dicom-file.ts';
import { decodeJpegFile } from './jpeg-file.ts';
import { decodePngFile } from './png-file.ts';

type Decoder = (bytes: Uint8Array, description: ImageDescription, frame: number) => Promise<StoredValues>;

const decoders: Readonly<Record<Container, Decoder>> = {
  dicom: decodeDicomFrame,
  png: decodePngFile,
  jpeg: decodeJpegFile,
};

/**
 * Decodes one frame, counted from 0, of a file's bytes. WebAssembly codecs load at their first use.
 *
 * @throws AppError as `describeImage` does, and `frame-out-of-range`, `codec-failed`.
 */
export async function decodeFrame(bytes: Uint8Array, frame: number): Promise<DecodedFrame> {
  const description = describeImage(bytes);
  const { numberOfFrames } = description.pixels;
  if (!Number.isInteger(frame) || frame < 0 || frame >= numberOfFrames)
    throw new AppError(
      'frame-out-of-range',
      `The file has ${numberOfFrames} frames, not a frame ${frame + 1}.`,
    );
  const storedValues = await decoders[description.container](bytes, description, frame);
  return { description, frame, reduction: 1, overlays: [], storedValues };
}
