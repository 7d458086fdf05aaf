import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError, type ErrorCode } from '#common/errors';
import { describeImage } from './describe-image.ts';

const largestFile = 2 ** 30;
/** Holds nearly every header, so that listing a folder does not read all its pixels. */
const headerLength = 2 ** 18;

/** What a header looks like whose end lies beyond the part that was read. */
const endsTooSoon: readonly ErrorCode[] = ['truncated-file', 'malformed-file', 'no-pixel-data'];

const codes: Readonly<Record<string, ErrorCode>> = { ENOENT: 'file-not-found', ELOOP: 'symlink-loop' };
const messages: Readonly<Partial<Record<ErrorCode, string>>> = {
  'file-not-found': 'The file does not exist.',
  'symlink-loop': 'The links to the file go in circles.',
};

/**
 * Reads a whole file, which is opened for reading only.
 *
 * @throws AppError `file-not-found`, `file-unreadable`, `file-too-large`, `symlink-loop`.
 */
export function readImageFile(path: string): Promise<Uint8Array> {
  return withFile(path, (file, size) => read(file, size));
}

/**
 * Describes a file, reading of it no more than it takes.
 *
 * @throws AppError as `readImageFile` and `describeImage` do.
 */
export function describeImageFile(path: string): Promise<ImageDescription> {
  return withFile(path, async (file, size) => {
    if (size <= headerLength) return describeImage(await read(file, size));
    try {
      return describeImage(await read(file, headerLength), size);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !endsTooSoon.includes(thrown.code)) throw thrown;
      return describeImage(await read(file, size));
    }
  });
}

async function withFile<T>(path: string, use: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  let file: FileHandle | null = null;
  try {
    // Opening a pipe would wait for its writer; Windows has neither such pipes nor the flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = await file.stat();
    if (!status.isFile()) throw new AppError('file-unreadable', 'This is not a file that can be read.');
    if (status.size > largestFile) throw new AppError('file-too-large', 'The file is larger than 1 GiB.');
    return await use(file, status.size);
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : readingError(thrown);
  } finally {
    await file?.close();
  }
}

async function read(file: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

function readingError(cause: unknown): AppError {
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  const systemCode = hasCode ? String(cause.code) : '';
  const code = codes[systemCode] ?? 'file-unreadable';
  return new AppError(code, messages[code] ?? 'The file cannot be read.', { cause });
}
