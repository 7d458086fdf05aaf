import { randomUUID } from 'node:crypto';
import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { FrameOfFile, ImageId } from '#common/contract/ipc';
import { AppError } from '#common/errors';

/** Gives frames the opaque names by which the page knows them, for as long as the window lives. */
export class ImageTable {
  readonly #frames = new Map<ImageId, FrameOfFile>();
  readonly #idsOfFilm = new Map<string, ImageId[]>();

  add(frame: FrameOfFile): ImageId {
    const imageId = randomUUID();
    this.#frames.set(imageId, frame);
    const film = filmKey(frame, frame.stamp);
    const others = this.#idsOfFilm.get(film);
    if (others) others.push(imageId);
    else this.#idsOfFilm.set(film, [imageId]);
    return imageId;
  }

  /** All frames of a film, under every name they were given. */
  idsOf(source: FilmSource, stamp: string): readonly ImageId[] {
    return this.#idsOfFilm.get(filmKey(source, stamp)) ?? [];
  }

  /** @throws AppError unknown-image */
  locate(imageId: ImageId): FrameOfFile {
    const frame = this.#frames.get(imageId);
    if (frame === undefined) throw new AppError('unknown-image', 'No opened image has this name.');
    return frame;
  }
}

function filmKey(source: FilmSource, stamp: string): string {
  return JSON.stringify([sourceOf(source), stamp]);
}
