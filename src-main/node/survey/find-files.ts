import type { ArchiveMember } from '#common/contract/film-source';
import { AppError, toErrorReport, type ErrorReport } from '#common/errors';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromSystemError } from './system-error.ts';

/** A regular file, or the reason why something that was asked for is none. */
export type FoundFile =
  | {
      readonly path: string;
      /** True for a file that the caller named itself; false for one met inside a folder. */
      readonly named: boolean;
      /** Within the archive that the file is. */
      readonly members?: readonly ArchiveMember[];
      /** As `readFileStamp` gave it, where it has been asked already. */
      readonly stamp?: string;
      /** Looks at the encrypted members of the archive alone: the others have been opened before. */
      readonly encryptedOnly?: boolean;
      /** Where the directory of a medium lists the file: whose it is, null if it does not say. */
      readonly study?: string | null;
    }
  | { readonly path: string; readonly study?: string | null; readonly error: ErrorReport };

/**
 * Walks files and folders depth first, the entries of a folder in code unit order, hidden ones too.
 * Links are followed, each folder once: a link back to a folder above it is refused as `symlink-loop`.
 * Devices, FIFOs and sockets inside folders are passed over; nothing is opened.
 */
export async function* findFiles(paths: Iterable<string>): AsyncGenerator<FoundFile> {
  const visited = new Set<string>();
  for (const path of paths) yield* walk(path, true, [], visited);
}

/** As `findFiles`, for callers that take files only: a folder is an error, not a place to look in. */
export async function* findNamedFiles(paths: Iterable<string>): AsyncGenerator<FoundFile> {
  for (const path of paths) {
    const folder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    const error: ErrorReport = { code: 'file-unreadable', message: 'This is a folder, not a file.' };
    if (folder) yield { path, error };
    else yield* findFiles([path]);
  }
}

/**
 * Each file once that was found in a folder or by the directory of a medium: whoever opens both wants it once. One
 * that was named itself comes as often as it was named.
 */
export async function* eachOnce(files: AsyncIterable<FoundFile>): AsyncGenerator<FoundFile> {
  const seen = new Set<string>();
  for await (const file of files) if (!isRepeated(file, seen)) yield file;
}

/** Whether such a file was among those seen, which it is from now on. */
export function isRepeated(file: FoundFile, seen: Set<string>): boolean {
  if ('error' in file || file.members !== undefined || (file.named && file.study === undefined)) return false;
  if (seen.has(file.path)) return true;
  seen.add(file.path);
  return false;
}

async function* walk(
  path: string,
  named: boolean,
  ancestors: readonly string[],
  visited: Set<string>,
): AsyncGenerator<FoundFile> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) yield* walkFolder(path, ancestors, visited);
    else if (stats.isFile()) yield { path, named };
    else if (named) throw new AppError('file-unreadable', 'Not a regular file.');
  } catch (thrown) {
    yield { path, error: toErrorReport(fromSystemError(thrown, 'file-unreadable')) };
  }
}

async function* walkFolder(
  folder: string,
  ancestors: readonly string[],
  visited: Set<string>,
): AsyncGenerator<FoundFile> {
  const real = await realpath(folder);
  if (ancestors.includes(real)) throw new AppError('symlink-loop', 'A link leads back to a folder above it.');
  if (visited.has(real)) return;
  visited.add(real);
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw fromSystemError(cause, 'folder-unreadable');
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const chain = [...ancestors, real];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (await isUnspeakable(entry.name, path)) yield { path, error: unspeakable };
    else if (entry.isFile()) yield { path, named: false };
    else if (entry.isDirectory() || entry.isSymbolicLink()) yield* walk(path, false, chain, visited);
  }
}

const unspeakable: ErrorReport = {
  code: 'file-unreadable',
  message: 'The name is not in UTF-8: rename the file or folder.',
};

/** Whether bytes of a name are no text, so that what bears it cannot be asked for by its name as a text. */
async function isUnspeakable(name: string, path: string): Promise<boolean> {
  if (!name.includes('\ufffd')) return false;
  return lstat(path).then(
    () => false,
    () => true,
  );
}
