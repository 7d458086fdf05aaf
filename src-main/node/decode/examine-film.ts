import type { ArchiveMember } from '#common/contract/film-source';
import type { ImageDescription } from '#common/dicom/image-description';
import { isDicom } from '#common/dicom/parse';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { FoundObject } from '#common/objects/found-object';
import { readObject } from '#common/objects/read-object';
import { isMediumDirectory, readFileReferences, type FileReference } from '#common/dicom/medium-directory';
import { withArchive, type Archive } from '../media/archives.ts';
import { readMember } from '../media/read-member.ts';
import type { ReadableSource } from '../media/readable-source.ts';
import { isUnsealed } from '../media/sealed-member.ts';
import { isEncrypted, isZip } from '../media/zip-directory.ts';
import { describeFilm, readFilmStart, readImageFile } from './image-file.ts';

/** A file inside an archive. */
export interface ListedMember extends ArchiveMember {
  readonly isEncrypted: boolean;
}

/** How it stands with the encrypted members of an archive; `none` where there are none. */
export type Lock = 'none' | 'locked' | 'wrongPassword' | 'unlocked';

export interface ArchiveContents {
  readonly members: readonly ListedMember[];
  readonly lock: Lock;
  /** In bytes, what was unpacked to get at an archive inside another; 0 for a file on disk. */
  readonly unpackedSize: number;
}

/** What something turned out to be by its content. */
export type Examined =
  | ({ readonly kind: 'archive' } & ArchiveContents)
  /** The directory of a medium, DICOMDIR by name (PS3.10 clause 8). */
  | { readonly kind: 'mediumDirectory' }
  | { readonly kind: 'image'; readonly description: ImageDescription }
  /** No image, but about images; `error` is what a film of it would be. */
  | { readonly kind: 'object'; readonly object: FoundObject; readonly error: ErrorReport };

/**
 * Tells what lies at a source, reading of a film no more than its description takes.
 *
 * @throws AppError as `describeImageFile` and `withArchive` do.
 */
export async function examineFilm(source: ReadableSource): Promise<Examined> {
  const start = await readFilmStart(source);
  if (isZip(start.bytes)) {
    const unpackedSize = source.members === undefined ? 0 : start.size;
    return { kind: 'archive', ...(await listArchive(source)), unpackedSize };
  }
  if (isMediumDirectory(start.bytes)) return { kind: 'mediumDirectory' };
  try {
    return { kind: 'image', description: await describeFilm(source, start) };
  } catch (thrown) {
    // Films go by here all the time, and are not read twice for the sake of what lies among them.
    const error = toErrorReport(thrown);
    const object = error.code === 'no-pixel-data' && isDicom(start.bytes) ? await objectAt(source) : null;
    if (object === null) throw thrown;
    return { kind: 'object', object, error };
  }
}

/** In bytes; no report or presentation state comes near it. */
const largestObject = 2 ** 26;

async function objectAt(source: ReadableSource): Promise<FoundObject | null> {
  const bytes = await readImageFile(source);
  return bytes.length > largestObject ? null : readObject(bytes);
}

/** The files that a medium's directory lists. @throws AppError as `readImageFile` and `parseDataSet` do. */
export async function readMediumDirectory(source: ReadableSource): Promise<readonly FileReference[]> {
  return readFileReferences(await readImageFile(source));
}

function listArchive(source: ReadableSource): Promise<Omit<ArchiveContents, 'unpackedSize'>> {
  return withArchive(source, async (archive) => {
    const members = archive.entries.flatMap((entry, index) => {
      const { name, crc32, isFile } = entry;
      return isFile ? [{ index, name, crc32, isEncrypted: isEncrypted(entry) }] : [];
    });
    return { members, lock: await lockOf(archive, source.passwords ?? []) };
  });
}

/** In bytes: enough that a wrong password does not leave the right content by chance. */
const telling = 64;
/** In bytes; a member is read whole to try a password on it if it is no longer. */
const readToTry = 2 ** 24;

/** Tries the passwords on one member; others may have been encrypted with another one and then fail alone. */
async function lockOf({ bytes, entries }: Archive, passwords: readonly string[]): Promise<Lock> {
  const sealed = entries.filter((entry) => entry.isFile && isEncrypted(entry));
  if (sealed.length === 0) return 'none';
  if (passwords.length === 0) return 'locked';
  const candidates = sealed.filter(({ size }) => size >= telling);
  const smallest = (candidates.length > 0 ? candidates : sealed).reduce((a, b) => (b.size < a.size ? b : a));
  if (smallest.size > readToTry)
    return (await isUnsealed(bytes, smallest, passwords)) ? 'unlocked' : 'wrongPassword';
  try {
    await readMember(bytes, smallest, { passwords });
    return 'unlocked';
  } catch (thrown) {
    // ZipCrypto takes one wrong password in 256 for right, and then the content is not; AES takes almost none.
    const isWrong = smallest.aes === null || toErrorReport(thrown).code === 'archive-password-wrong';
    return isWrong ? 'wrongPassword' : 'unlocked';
  }
}
