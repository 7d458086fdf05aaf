import { stat } from 'node:fs/promises';
import { stampOf } from '../media/open-file.ts';
import { fromSystemError } from './system-error.ts';

/**
 * A word that changes whenever a file is written to or another takes its place: volume, file number, size
 * and time of modification. Only to be compared with an earlier one of the same path.
 *
 * @throws AppError `file-not-found` or `file-unreadable`.
 */
export async function readFileStamp(path: string): Promise<string> {
  const stats = await stat(path, { bigint: true }).catch((thrown: unknown) => {
    throw fromSystemError(thrown, 'file-unreadable');
  });
  return stampOf(stats);
}
