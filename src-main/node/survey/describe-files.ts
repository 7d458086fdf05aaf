import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { ImageDescription } from '#common/dicom/image-description';
import { isMediumDirectory } from '#common/dicom/medium-directory';
import { AppError, toPageReport, type ErrorReport } from '#common/errors';
import type { FoundObject } from '#common/objects/found-object';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { ArchiveContents } from '../decode/examine-film.ts';
import { MediaBudget } from '../media/media-budget.ts';
import { isZip } from '../media/zip-directory.ts';
import { readFileStamp } from './file-stamp.ts';
import { isRepeated, type FoundFile } from './find-files.ts';
import { filesOfMedium, lookInside } from './look-inside.ts';
import { mapInOrder } from './map-in-order.ts';
import { readHead } from './read-head.ts';
import { namedLikeImage, resemblesImage } from './resembles-image.ts';

/** What became of one file, or member of an archive, that was looked at. */
export type ExaminedFile = FilmSource &
  (
    | { readonly stamp: string; readonly description: ImageDescription }
    /** No image, but about images; where `withObjects` asks for them. */
    | { readonly stamp: string; readonly object: FoundObject }
    /** What `isKnown` spared; nothing of it was read. */
    | { readonly stamp: string; readonly known: true }
    /** `study` as in `FoundFile`. */
    | { readonly error: ErrorReport; readonly study?: string | null }
    /** Something else than an image, met in a folder or archive: counted, not reported. */
    | { readonly passedOver: true }
  );

export interface DescribeOptions {
  /** Headers read at a time. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * Gets the pool a password for an encrypted archive; false where there is none to be had. Absent where nobody
   * can be asked: the archive is then an error, and what is not encrypted in it is opened.
   */
  readonly askPassword?: ((archive: FilmSource, wasWrong: boolean) => Promise<boolean>) | undefined;
  /** Structured reports and the like are given, too, and are no errors. */
  readonly withObjects?: true;
  /** Spares the reading of films that were described before, by their stamp. */
  readonly isKnown?: ((film: FilmSource, stamp: string) => boolean) | undefined;
}

/** What looking into archives and media shares. */
export interface Examination extends DescribeOptions {
  readonly pool: Pick<DecodePool, 'examine' | 'readMediumDirectory'>;
  readonly budget: MediaBudget;
  /** Files found in folders or by the directory of a medium: whoever opens both wants each file once. */
  readonly seen: Set<string>;
}

/** Something to look into. */
export type Container = NamedFile &
  ({ readonly archive: ArchiveContents; readonly stamp: string } | { readonly medium: true });
type NamedFile = Extract<FoundFile, { named: boolean }>;

/**
 * Reads the headers of up to `limit` files at a time, in order, and looks into archives, in archives too, and
 * the directories of media that were named themselves. A file that is no image is an error where it was named
 * or its name claims an image; inside a folder or an archive it is passed over.
 */
export function describeFiles(
  files: AsyncIterable<FoundFile>,
  pool: Examination['pool'],
  options: DescribeOptions,
): AsyncGenerator<ExaminedFile> {
  return examineAll(files, { ...options, pool, budget: new MediaBudget(), seen: new Set() });
}

async function* examineAll(
  files: AsyncIterable<FoundFile> | Iterable<FoundFile>,
  examination: Examination,
): AsyncGenerator<ExaminedFile> {
  const examineNext = (file: FoundFile) => examine(file, examination);
  const examineInner = (inner: Parameters<typeof examineAll>[0]) => examineAll(inner, examination);
  for await (const file of mapInOrder(files, examination.limit, examineNext)) {
    if ('archive' in file) yield* lookInside(file, examination, examineInner);
    else if ('medium' in file) yield* examineInner(filesOfMedium(file.path, examination));
    else yield file;
  }
}

async function examine(file: FoundFile, examination: Examination): Promise<ExaminedFile | Container> {
  if ('error' in file) return file;
  const source = sourceOf(file);
  const { pool, signal, seen, isKnown, withObjects } = examination;
  try {
    signal?.throwIfAborted();
    if (isRepeated(file, seen)) return { ...source, passedOver: true };
    // Before reading: a file replaced meanwhile must not pass for the one described here.
    const stamp = file.stamp ?? (await readFileStamp(file.path));
    if (isKnown?.(source, stamp)) return { ...source, stamp, known: true };
    if (!file.named && file.members === undefined) refuseOthers(await readHead(file.path));
    const examined = await pool.examine(source, signal);
    if (examined.kind === 'image') return { ...source, stamp, description: examined.description };
    if (examined.kind === 'object')
      return withObjects
        ? { ...source, stamp, object: examined.object }
        : { ...source, error: toPageReport(new AppError(examined.error.code, examined.error.message)) };
    if (examined.kind === 'archive') return { ...file, stamp, archive: examined };
    // Whoever opens a folder or an archive gets all of its files, listed by the medium or not.
    return file.named && file.members === undefined
      ? { ...file, medium: true }
      : { ...source, passedOver: true };
  } catch (thrown) {
    const error = toPageReport(thrown);
    const expected = error.code === 'not-an-image' && !file.named && !namedLikeImage(nameOf(source));
    if (expected) return { ...source, passedOver: true };
    return { ...source, error, ...(file.study === undefined ? {} : { study: file.study }) };
  }
}

/** The cheap sieve of this thread, so that the others of a folder never reach the pool. */
function refuseOthers(head: Uint8Array): void {
  if (!resemblesImage(head) && !isZip(head) && !isMediumDirectory(head))
    throw new AppError('not-an-image', 'Neither DICOM nor another image nor an archive.');
}

function nameOf({ path, members }: FilmSource): string {
  return members?.at(-1)?.name ?? path;
}
