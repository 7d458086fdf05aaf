import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AppError } from '#common/errors';
import { fromSystemError } from '../survey/system-error.ts';

/** The folders that films may be opened below, by their real paths. @throws AppError `file-not-found`, `folder-unreadable` */
export function realRoots(folders: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    folders.map((folder) =>
      realpath(folder).catch((thrown: unknown) => {
        throw fromSystemError(thrown, 'folder-unreadable');
      }),
    ),
  );
}

/**
 * Whoever can write into a queue could ask for any file that the worker may read; links are followed before its path
 * is looked at. What is not there is for whoever opens it to say, but not outside.
 *
 * @param path absolute
 * @throws AppError `file-unreadable` unless it lies below one of the roots
 */
export async function requireBelow(path: string, roots: readonly string[]): Promise<void> {
  const real = await realpath(path).catch(() => resolve(path));
  if (!roots.some((root) => isBelow(real, root)))
    throw new AppError('file-unreadable', 'The worker opens no films outside the folders it was given.');
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
