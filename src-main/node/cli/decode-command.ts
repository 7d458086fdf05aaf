import { createHash } from 'node:crypto';
import type { Container, ImageAttributes, PixelDescription } from '#common/dicom/image-description';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { physicalPixelSize, type PhysicalPixelSize } from '#common/imaging/pixel-size';
import { decodeFrame } from '../decode/decode-frame.ts';
import { describeImage } from '../decode/describe-image.ts';
import { storedFrameDecoder } from '../decode/dicom-file.ts';
import { readImageFile } from '../decode/image-file.ts';

/** One line of `osteon decode --json`: what a file holds, or why it cannot be told. */
export type DecodeLine =
  | {
      readonly file: string;
      readonly metadata: {
        readonly container: Container;
        readonly pixelSize: PhysicalPixelSize;
      } & ImageAttributes &
        PixelDescription;
      readonly frames: number;
      /** Of the stored values of all frames, as `storedFrames` yields them. */
      readonly pixelsSha256: string;
    }
  | { readonly file: string; readonly error: ErrorReport };

/** Decodes every frame of a file; a failure is a line of its own. */
export async function decodeToJson(path: string): Promise<DecodeLine> {
  try {
    const bytes = await readImageFile(path);
    const { container, attributes, pixels } = describeImage(bytes);
    const hash = createHash('sha256');
    for await (const values of storedFrames(bytes)) hash.update(bytesOf(values));
    return {
      file: path,
      metadata: {
        container,
        pixelSize: physicalPixelSize(pixels.spacing, attributes.modality),
        ...attributes,
        ...pixels,
      },
      frames: pixels.numberOfFrames,
      pixelsSha256: hash.digest('hex'),
    };
  } catch (thrown) {
    return { file: path, error: toErrorReport(thrown) };
  }
}

/**
 * The stored values of each frame in C order (row, column, sample), before any LUT, colour in the space that
 * the file or its codestream stores it in.
 *
 * @throws AppError as `decodeFrame` does.
 */
export async function* storedFrames(bytes: Uint8Array): AsyncGenerator<StoredValues> {
  const { container, pixels } = describeImage(bytes);
  const decode =
    container === 'dicom' ? storedFrameDecoder(bytes) : (frame: number) => decodeFrame(bytes, frame);
  for (let frame = 0; frame < pixels.numberOfFrames; frame++) yield (await decode(frame)).storedValues;
}

/** The values' bytes, little-endian as on every machine that Osteon runs on. */
export function bytesOf({ buffer, byteOffset, byteLength }: StoredValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
