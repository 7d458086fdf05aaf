import type { FrameOfFile } from '#common/contract/engine';
import type { Thumbnail } from '#common/contract/ipc';
import type { ElementList } from '#common/dicom/element-list';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { ValueFormat } from '#common/export/formats';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { renderThumbnail } from '#common/imaging/thumbnail';
import type { DecodePool } from '../decode/decode-pool.ts';
import { readFileStamp } from '../survey/file-stamp.ts';
import { createFrameCache } from './frame-cache.ts';

/**
 * The films of files that a survey found. Another disc in the drive puts another patient's file under the same
 * path, so nothing is given, from memory either, unless the file is the surveyed one before and after reading.
 *
 * Every method throws the AppErrors of the decoding, and `file-changed`, `file-not-found` or `file-unreadable`.
 */
export interface OpenedFilms {
  describe(file: FrameOfFile): Promise<ImageDescription>;
  listElements(file: FrameOfFile): Promise<ElementList>;
  /** The frame, from memory or decoded now; callers share it and must not write to it. */
  loadFrame(file: FrameOfFile): Promise<DecodedFrame>;
  /** A first look while `loadFrame` is under way; null where there is none, or the frame is at hand. */
  loadPreview(file: FrameOfFile): Promise<DecodedFrame | null>;
  loadThumbnail(file: FrameOfFile): Promise<Thumbnail>;
  /** The frame's values as a file of 16 bits, for other programs. */
  encodeValues(file: FrameOfFile, format: ValueFormat): Promise<Uint8Array>;
}

/** As the contract's Thumbnail has it: 88 pixels at twice the density. */
const thumbnailLongSide = 176;

export function createOpenedFilms(
  pool: Pick<
    DecodePool,
    'describe' | 'listElements' | 'decodeFrame' | 'preview' | 'thumbnail' | 'encodeValues'
  >,
): OpenedFilms {
  // Inside the cache: a frame of another file must not be kept under this one's name.
  const frames = createFrameCache((file) =>
    readUnchanged(file, async () => {
      const decoded = await pool.decodeFrame(file, file.frame);
      requireSameInstance(decoded.description, file);
      return decoded;
    }),
  );
  const describeUnchanged = (file: FrameOfFile): Promise<ImageDescription> =>
    readUnchanged(file, async () => {
      const description = await pool.describe(file);
      requireSameInstance(description, file);
      return description;
    });
  return {
    async describe(file) {
      const held = frames.peek(file);
      return held ? (await held).description : describeUnchanged(file);
    },
    listElements: (file) => readUnchanged(file, () => pool.listElements(file)),
    async loadFrame(file) {
      await requireUnchanged(file);
      return frames.load(file);
    },
    async loadPreview(file) {
      if (frames.has(file)) return null;
      return readUnchanged(file, async () => {
        const preview = await pool.preview(file, file.frame);
        if (preview) requireSameInstance(preview.description, file);
        return preview;
      });
    },
    encodeValues: (file, format) =>
      readUnchanged(file, async () => {
        requireSameInstance(await pool.describe(file), file);
        return pool.encodeValues(file, file.frame, format);
      }),
    async loadThumbnail(file) {
      const held = frames.peek(file);
      if (held === null)
        return readUnchanged(file, () => pool.thumbnail(file, file.frame, thumbnailLongSide));
      await requireUnchanged(file);
      return renderThumbnail(await held, thumbnailLongSide);
    },
  };
}

async function readUnchanged<T>(file: FrameOfFile, read: () => Promise<T>): Promise<T> {
  await requireUnchanged(file);
  const found = await read();
  await requireUnchanged(file);
  return found;
}

async function requireUnchanged({ path, stamp }: FrameOfFile): Promise<void> {
  if ((await readFileStamp(path)) !== stamp) throw changed();
}

/** Catches what a stamp misses: a file system without file numbers, or a clock that stands still. */
function requireSameInstance({ attributes }: ImageDescription, { sopInstanceUid }: FrameOfFile): void {
  if (attributes.sopInstanceUid !== sopInstanceUid) throw changed();
}

function changed(): AppError {
  return new AppError('file-changed', 'The file changed since it was opened: open it again.');
}
