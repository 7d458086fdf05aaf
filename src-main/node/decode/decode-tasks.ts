import type { Thumbnail } from '#common/contract/ipc';
import type { ImageDescription } from '#common/dicom/image-description';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess, type ModelInput } from '#common/imaging/preprocess';
import { renderThumbnail } from '#common/imaging/thumbnail';
import { decodeFrame } from './decode-frame.ts';
import { describeImageFile, readImageFile } from './image-file.ts';

/** One frame, counted from 0, of a file. */
export interface FrameTask {
  readonly path: string;
  readonly frame: number;
}

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
  describe: ({ path }: { readonly path: string }): Promise<ImageDescription> => describeImageFile(path),

  decodeFrame: async ({ path, frame }: FrameTask): Promise<DecodedFrame> =>
    decodeFrame(await readImageFile(path), frame),

  prepare: async ({
    path,
    frame,
    input,
    keepFrame,
  }: FrameTask & { readonly input: InputSpec; readonly keepFrame: boolean }): Promise<PreparedFrame> => {
    const decoded = await decodeFrame(await readImageFile(path), frame);
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
    path,
    frame,
    longSide,
  }: FrameTask & { readonly longSide: number }): Promise<Thumbnail> =>
    renderThumbnail(await decodeFrame(await readImageFile(path), frame), longSide),
} as const;

export type DecodeTasks = typeof decodeTasks;
export type DecodeTaskName = keyof DecodeTasks;
export type DecodeTask<N extends DecodeTaskName> = Parameters<DecodeTasks[N]>[0];
export type DecodeResult<N extends DecodeTaskName> = Awaited<ReturnType<DecodeTasks[N]>>;
