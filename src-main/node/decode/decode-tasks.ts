import type { Thumbnail } from '#common/contract/ipc';
import type { ElementList } from '#common/dicom/element-list';
import type { ImageDescription } from '#common/dicom/image-description';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';
import { reductionTo } from '#common/imaging/frame-size';
import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess, type ModelInput } from '#common/imaging/preprocess';
import { renderThumbnail } from '#common/imaging/thumbnail';
import type { FileReference } from '#common/dicom/medium-directory';
import type { ReadableSource } from '../media/readable-source.ts';
import { decodeFrame } from './decode-frame.ts';
import { decodePreview } from './decode-preview.ts';
import { describeImage } from './describe-image.ts';
import { examineFilm, readMediumDirectory, type Examined } from './examine-film.ts';
import { describeImageFile, readImageFile } from './image-file.ts';
import { warmUpJpeg2000 } from './jpeg-2000.ts';
import { listFilmElements } from './list-film-elements.ts';
import { storedFrames } from './stored-frames.ts';

/** One frame, counted from 0, of a film. */
export interface FrameTask {
  readonly film: ReadableSource;
  readonly frame: number;
}

/** A film, as a whole. */
export type FilmTask = Pick<FrameTask, 'film'>;

/** What the classifier and, if it was asked for, the screen need of one frame. */
export interface PreparedFrame {
  readonly description: ImageDescription;
  readonly modelInput: ModelInput;
  /** What the preprocessing took, without reading and decoding. */
  readonly preprocessMilliseconds: number;
  /** Null unless asked for. */
  readonly frame: DecodedFrame | null;
}

/** What a decoding thread does, by name; each reads its file itself and throws AppErrors. */
export const decodeTasks = {
  describe: ({ film }: FilmTask): Promise<ImageDescription> => describeImageFile(film),

  listElements: ({ film }: FilmTask): Promise<ElementList> => listFilmElements(film),

  examine: ({ film }: FilmTask): Promise<Examined> => examineFilm(film),

  readMediumDirectory: ({ film }: FilmTask): Promise<readonly FileReference[]> => readMediumDirectory(film),

  storedFrames: async ({
    film,
    first,
  }: FilmTask & { readonly first: number }): Promise<readonly StoredValues[]> =>
    storedFrames(await readImageFile(film), first),

  decodeFrame: async ({ film, frame }: FrameTask): Promise<DecodedFrame> =>
    decodeFrame(await readImageFile(film), frame),

  preview: async ({ film, frame }: FrameTask): Promise<DecodedFrame | null> =>
    decodePreview(await readImageFile(film), frame),

  prepare: async ({
    film,
    frame,
    input,
    keepFrame,
  }: FrameTask & { readonly input: InputSpec; readonly keepFrame: boolean }): Promise<PreparedFrame> => {
    const decoded = await decodeFrame(await readImageFile(film), frame);
    const start = performance.now();
    const modelInput = preprocess(decoded, input);
    const preprocessMilliseconds = performance.now() - start;
    return {
      description: decoded.description,
      modelInput,
      preprocessMilliseconds,
      frame: keepFrame ? decoded : null,
    };
  },

  thumbnail: async ({
    film,
    frame,
    longSide,
  }: FrameTask & { readonly longSide: number }): Promise<Thumbnail> => {
    const bytes = await readImageFile(film);
    const reduction = reductionTo(describeImage(bytes).pixels, longSide);
    return renderThumbnail(await decodeFrame(bytes, frame, reduction), longSide);
  },

  warmUp: async (_: null): Promise<null> => {
    await warmUpJpeg2000();
    return null;
  },
} as const;

export type DecodeTasks = typeof decodeTasks;
export type DecodeTaskName = keyof DecodeTasks;
export type DecodeTask<N extends DecodeTaskName> = Parameters<DecodeTasks[N]>[0];
export type DecodeResult<N extends DecodeTaskName> = Awaited<ReturnType<DecodeTasks[N]>>;
