import { createHash } from 'node:crypto';
import { sourceText } from '#common/contract/film-source';
import type { Container, ImageAttributes, PixelDescription } from '#common/dicom/image-description';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { physicalPixelSize, type PhysicalPixelSize } from '#common/imaging/pixel-size';
import type { DecodePool, Film } from '../decode/decode-pool.ts';
import { describeImageFile, readImageFile } from '../decode/image-file.ts';
import { storedFrames } from '../decode/stored-frames.ts';
import { toSource } from '../media/readable-source.ts';

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
      /** Of the stored values of all frames, as `storedFrames` gives them. */
      readonly pixelsSha256: string;
    }
  | { readonly file: string; readonly error: ErrorReport };

/** What decodes: a pool with its time limit or, for tests, this thread without one. */
export type StoredFrameDecoder = Pick<DecodePool, 'describe' | 'storedFrames'>;

const inThisThread: StoredFrameDecoder = {
  describe: (film) => describeImageFile(film),
  storedFrames: async (film, first) => storedFrames(await readImageFile(film), first),
};

/** Decodes every frame of a film; a failure is a line of its own. */
export async function decodeToJson(film: Film, decoder = inThisThread): Promise<DecodeLine> {
  const file = sourceText(toSource(film));
  try {
    const { container, attributes, pixels } = await decoder.describe(film);
    const hash = createHash('sha256');
    for await (const values of allStoredFrames(film, pixels.numberOfFrames, decoder))
      hash.update(bytesOf(values));
    return {
      file,
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
    return { file, error: toErrorReport(thrown) };
  }
}

/** The stored values of one frame after the other. @throws AppError as `decodeFrame` does. */
export async function* allStoredFrames(
  film: Film,
  numberOfFrames: number,
  decoder: StoredFrameDecoder,
): AsyncGenerator<StoredValues> {
  for (let next = 0; next < numberOfFrames;) {
    const frames = await decoder.storedFrames(film, next);
    yield* frames;
    next += frames.length;
  }
}

/** The values' bytes, little-endian as on every machine that Osteon runs on. */
export function bytesOf({ buffer, byteOffset, byteLength }: StoredValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The line as JSON on one line, tables as lists. */
export function toJsonLine(line: DecodeLine): string {
  return JSON.stringify(line, (_, value: unknown) =>
    value instanceof Uint16Array ? Array.from(value) : value,
  );
}
