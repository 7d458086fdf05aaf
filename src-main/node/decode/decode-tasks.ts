import { createHash } from 'node:crypto';
import type { Thumbnail } from '#common/contract/ipc';
import type { ElementList } from '#common/dicom/element-list';
import type { ImageDescription } from '#common/dicom/image-description';
import type { ValueFormat } from '#common/export/formats';
import { encodeValues } from '#common/export/values-file';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';
import { reductionTo } from '#common/imaging/frame-size';
import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess, type ModelInput } from '#common/imaging/preprocess';
import type { Scope } from '#common/model/result';
import { scopeByPixels } from '#common/model/scope';
import { renderThumbnail } from '#common/imaging/thumbnail';
import type { FileReference } from '#common/dicom/medium-directory';
import type { SourceIdentity } from '#common/objects/source-identity';
import type { ReadableSource } from '../media/readable-source.ts';
import { decodeFrame } from './decode-frame.ts';
import { decodePreview, previewReduction } from './decode-preview.ts';
import { describeImage } from './describe-image.ts';
import { examineFilm, readMediumDirectory, type Examined } from './examine-film.ts';
import { describeImageFile, readImageFile } from './image-file.ts';
import { warmUpJpeg2000 } from './jpeg-2000.ts';
import { identifyFilm } from './identify-film.ts';
import { listFilmElements } from './list-film-elements.ts';
import { storedFrames } from './stored-frames.ts';
import { takeOut, type TakenOut, type TakingOut } from './take-out.ts';

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
  /** What the pixels left of the scope that was handed in; null where none was. */
  readonly scope: Scope | null;
  /** Null unless asked for. */
  readonly frame: DecodedFrame | null;
  /** Of all bytes of the film, in lower-case hexadecimal; null unless asked for. */
  readonly contentSha256: string | null;
}

/** What is wanted of a frame beside the model's input. */
export interface PrepareOptions {
  readonly keepFrame: boolean;
  readonly fingerprint?: boolean;
  /** By the header, to be narrowed by the pixels. */
  readonly tags?: Scope;
}

/** What a decoding thread does, by name; each reads its file itself and throws AppErrors. */
export const decodeTasks = {
  describe: ({ film }: FilmTask): Promise<ImageDescription> => describeImageFile(film),

  listElements: ({ film }: FilmTask): Promise<ElementList> => listFilmElements(film),

  identify: ({ film }: FilmTask): Promise<SourceIdentity> => identifyFilm(film),

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
    // The header alone tells of most films that there is none.
    previewReduction(await describeImageFile(film)) === 1
      ? null
      : decodePreview(await readImageFile(film), frame),

  prepare: async ({
    film,
    frame,
    input,
    keepFrame,
    fingerprint,
    tags,
  }: FrameTask & PrepareOptions & { readonly input: InputSpec }): Promise<PreparedFrame> => {
    const bytes = await readImageFile(film);
    const contentSha256 = fingerprint ? sha256(bytes) : null;
    const decoded = await decodeFrame(bytes, frame);
    const start = performance.now();
    const modelInput = preprocess(decoded, input);
    const preprocessMilliseconds = performance.now() - start;
    return {
      description: decoded.description,
      modelInput,
      preprocessMilliseconds,
      scope: tags === undefined ? null : scopeByPixels(decoded, tags),
      frame: keepFrame ? decoded : null,
      contentSha256,
    };
  },

  fingerprint: async ({ film }: FilmTask): Promise<string> => sha256(await readImageFile(film)),

  thumbnail: async ({
    film,
    frame,
    longSide,
  }: FrameTask & { readonly longSide: number }): Promise<Thumbnail> => {
    const bytes = await readImageFile(film);
    const reduction = reductionTo(describeImage(bytes).pixels, longSide);
    return renderThumbnail(await decodeFrame(bytes, frame, reduction), longSide);
  },

  encodeValues: async ({
    film,
    frame,
    format,
  }: FrameTask & { readonly format: ValueFormat }): Promise<Uint8Array> =>
    encodeValues(await decodeFrame(await readImageFile(film), frame), format),

  takeOut: ({ film, taking }: FilmTask & { readonly taking: TakingOut | null }): Promise<TakenOut> =>
    takeOut(film, taking),

  warmUp: async (_: null): Promise<null> => {
    await warmUpJpeg2000();
    return null;
  },
} as const;

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export type DecodeTasks = typeof decodeTasks;
export type DecodeTaskName = keyof DecodeTasks;
export type DecodeTask<N extends DecodeTaskName> = Parameters<DecodeTasks[N]>[0];
export type DecodeResult<N extends DecodeTaskName> = Awaited<ReturnType<DecodeTasks[N]>>;
