import { randomUUID } from 'node:crypto';
import type { FrameOfFile, ImageId } from '#common/contract/ipc';
import { AppError } from '#common/errors';

/** Gives frames the opaque names by which the page knows them, for as long as the window lives. */
export class ImageTable {
  readonly #frames = new Map<ImageId, FrameOfFile>();

  add(frame: FrameOfFile): ImageId {
    const imageId = randomUUID();
    this.#frames.set(imageId, frame);
    return imageId;
  }

  /** @throws AppError unknown-image */
  locate(imageId: ImageId): FrameOfFile {
    const frame = this.#frames.get(imageId);
    if (frame === undefined) throw new AppError('unknown-image', 'No opened image has this name.');
    return frame;
  }
}
