import type { ImageDescription } from '#common/dicom/image-description';
import { AppError, type ErrorCode } from '#common/errors';
import { readMemberOf } from '../media/archives.ts';
import { largestFile } from '../media/limits.ts';
import { readStart, withOpenFile } from '../media/open-file.ts';
import { toSource, type ReadableSource } from '../media/readable-source.ts';
import { describeImage } from './describe-image.ts';

/** Holds nearly every header, so that listing a folder does not read all its pixels. */
const headerLength = 2 ** 18;

/** What a header looks like whose end lies beyond the part that was read. */
const endsTooSoon: readonly ErrorCode[] = ['truncated-file', 'malformed-file', 'no-pixel-data'];

/** The first part of a film, and how long the whole of it is. */
export interface FilmStart {
  readonly bytes: Uint8Array;
  /** In bytes. */
  readonly size: number;
}

/**
 * Reads a whole film into memory, from a file, which is opened for reading only, or from inside an archive.
 *
 * @throws AppError `file-not-found`, `file-unreadable`, `file-too-large`, `symlink-loop`, `file-changed`, and
 * the codes of archives.
 */
export async function readImageFile(film: string | ReadableSource): Promise<Uint8Array> {
  return (await readFilm(toSource(film))).bytes;
}

/**
 * Describes a film, reading of it no more than it takes.
 *
 * @throws AppError as `readImageFile` and `describeImage` do.
 */
export async function describeImageFile(film: string | ReadableSource): Promise<ImageDescription> {
  const source = toSource(film);
  return describeFilm(source, await readFilmStart(source));
}

/** As much of a film as nearly every header takes. @throws AppError as `readImageFile` does. */
export function readFilmStart(source: ReadableSource): Promise<FilmStart> {
  return readFilm(source, headerLength);
}

/** Describes a film whose start has been read already. @throws AppError as `describeImageFile` does. */
export async function describeFilm(
  source: ReadableSource,
  { bytes, size }: FilmStart,
): Promise<ImageDescription> {
  try {
    return describeImage(bytes, size);
  } catch (thrown) {
    const isCut = bytes.length < size && thrown instanceof AppError && endsTooSoon.includes(thrown.code);
    if (!isCut) throw thrown;
    return describeImage(await readImageFile(source));
  }
}

function readFilm(source: ReadableSource, upTo = Infinity): Promise<FilmStart> {
  if (source.members !== undefined) return readMemberOf(source, upTo);
  return withOpenFile(source.path, async ({ handle, size }) => {
    if (size > largestFile) throw new AppError('file-too-large', 'The file is larger than 1 GiB.');
    return { bytes: await readStart(handle, Math.min(size, upTo)), size };
  });
}
