import type { ImageDescription } from '#common/dicom/image-description';
import { AppError, toPageReport, type ErrorReport } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import { readFileStamp } from './file-stamp.ts';
import type { FoundFile } from './find-files.ts';
import { mapInOrder } from './map-in-order.ts';
import { readHead } from './read-head.ts';
import { namedLikeImage, resemblesImage } from './resembles-image.ts';

/** What became of one file that was looked at. */
export type ExaminedFile =
  | { readonly path: string; readonly stamp: string; readonly description: ImageDescription }
  | { readonly path: string; readonly error: ErrorReport }
  /** Something else than an image, met in a folder: counted, not reported. */
  | { readonly path: string; readonly passedOver: true };

/**
 * Reads the headers of up to `limit` files at a time, in order. A file that is no image is an error where it
 * was named itself or its name claims an image; inside a folder it is passed over.
 */
export function describeFiles(
  files: AsyncIterable<FoundFile>,
  pool: Pick<DecodePool, 'describe'>,
  limit: number,
  signal?: AbortSignal,
): AsyncGenerator<ExaminedFile> {
  return mapInOrder(files, limit, (file) => examine(file, pool, signal));
}

async function examine(
  file: FoundFile,
  pool: Pick<DecodePool, 'describe'>,
  signal: AbortSignal | undefined,
): Promise<ExaminedFile> {
  const { path } = file;
  if ('error' in file) return file;
  try {
    signal?.throwIfAborted();
    // Before reading: a file replaced meanwhile must not pass for the one described here.
    const stamp = await readFileStamp(path);
    if (!resemblesImage(await readHead(path)))
      throw new AppError('not-an-image', 'Neither DICOM nor PNG nor JPEG.');
    return { path, stamp, description: await pool.describe(path, signal) };
  } catch (thrown) {
    const error = toPageReport(thrown);
    const expected = error.code === 'not-an-image' && !file.named && !namedLikeImage(path);
    return expected ? { path, passedOver: true } : { path, error };
  }
}
