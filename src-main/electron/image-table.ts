import { randomUUID } from 'node:crypto';
import type { ImageId } from '#common/contract/ipc';
import { AppError } from '#common/errors';

/** Where a frame lies on disk; never leaves the main and the engine process. */
export interface FrameLocation {
  readonly path: string;
  /** Counted from 0. */
  readonly frame: number;
}

/** Gives frames the opaque names by which the page knows them, for as long as the window lives. */
export class ImageTable {
  readonly #locations = new Map<ImageId, FrameLocation>();

  add(location: FrameLocation): ImageId {
    const imageId = randomUUID();
    this.#locations.set(imageId, location);
    return imageId;
  }

  /** @throws AppError unknown-image */
  locate(imageId: ImageId): FrameLocation {
    const location = this.#locations.get(imageId);
    if (location === undefined) throw new AppError('unknown-image', 'No opened image has this name.');
    return location;
  }
}
