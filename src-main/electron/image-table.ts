import { randomUUID } from 'node:crypto';
import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { FrameOfFile } from '#common/contract/engine';
import type { ImageId } from '#common/contract/ipc';
import { AppError } from '#common/errors';

/** Gives frames the opaque names by which the page knows them, for as long as the window lives. */
export class ImageTable {
  readonly #frames = new Map<ImageId, FrameOfFile>();
  readonly #idsOfFilm = new Map<string, ImageId[]>();
  readonly #idOfFrame = new Map<string, ImageId>();

  /** The name of the frame, the same as before where its file was opened before and has not changed. */
  add(frame: FrameOfFile): ImageId {
    const film = filmKey(frame, frame.stamp);
    const key = `${film} ${frame.frame} ${frame.sopInstanceUid}`;
    const known = this.#idOfFrame.get(key);
    if (known !== undefined) return known;
    const imageId = randomUUID();
    this.#idOfFrame.set(key, imageId);
    this.#frames.set(imageId, frame);
    const others = this.#idsOfFilm.get(film);
    if (others) others.push(imageId);
    else this.#idsOfFilm.set(film, [imageId]);
    return imageId;
  }

  /** All frames of a film. */
  idsOf(source: FilmSource, stamp: string): readonly ImageId[] {
    return this.#idsOfFilm.get(filmKey(source, stamp)) ?? [];
  }

  /** Of every file that was opened; the archive's own for what lies in one. */
  paths(): readonly string[] {
    return [...new Set([...this.#frames.values()].map(({ path }) => path))];
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
