import type { StoredValues } from '#common/imaging/decoded-frame';
import { decodeFrame } from './decode-frame.ts';
import { describeImage } from './describe-image.ts';
import { storedFrameDecoder } from './dicom-file.ts';

/** In bytes: what is handed over at a time, beyond the first frame. */
const mostAtOnce = 2 ** 26;
/** In milliseconds: well within what a thread is given. */
const longestAtOnce = 5_000;

/**
 * The stored values of frames from `first`, counted from 0, in C order (row, column, sample), before any LUT,
 * colour in the space that the file or its codestream stores it in. At least one frame, and more as long as
 * they are small and quick; none past the last.
 *
 * @throws AppError as `decodeFrame` does.
 */
export async function storedFrames(bytes: Uint8Array, first: number): Promise<readonly StoredValues[]> {
  const { container, pixels } = describeImage(bytes);
  const decode =
    container === 'dicom' ? storedFrameDecoder(bytes) : (frame: number) => decodeFrame(bytes, frame);
  const start = performance.now();
  const frames: StoredValues[] = [];
  let length = 0;
  for (let frame = first; frame < pixels.numberOfFrames; frame++) {
    const { storedValues } = await decode(frame);
    frames.push(storedValues);
    length += storedValues.byteLength;
    if (length + storedValues.byteLength > mostAtOnce || performance.now() - start > longestAtOnce) break;
  }
  return frames;
}
