import { AppError } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { describeImage } from './describe-image.ts';
import { decodeDicomFrame } from './dicom-file.ts';
import { stillFormats } from './still-formats.ts';

/**
 * Decodes one frame, counted from 0, of a file's bytes. WebAssembly codecs load at their first use.
 *
 * @param reduction Wished for, as in `DecodedFrame`: kept where a codec has resolution levels, never exceeded.
 * @throws AppError as `describeImage` does, and `frame-out-of-range`, `codec-failed`.
 */
export async function decodeFrame(bytes: Uint8Array, frame: number, reduction = 1): Promise<DecodedFrame> {
  const description = describeImage(bytes);
  const { numberOfFrames } = description.pixels;
  if (!Number.isInteger(frame) || frame < 0 || frame >= numberOfFrames)
    throw new AppError(
      'frame-out-of-range',
      `The file has ${numberOfFrames} frames, not a frame ${frame + 1}.`,
    );
  const { container } = description;
  if (container === 'dicom') return decodeDicomFrame(bytes, frame, reduction);
  const storedValues = await stillFormats[container].decode(bytes, frame);
  return { description, frame, reduction: 1, overlays: [], storedValues };
}
