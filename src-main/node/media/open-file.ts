import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError, type ErrorCode } from '#common/errors';

const codes: Readonly<Record<string, ErrorCode>> = { ENOENT: 'file-not-found', ELOOP: 'symlink-loop' };
const messages: Readonly<Partial<Record<ErrorCode, string>>> = {
  'file-not-found': 'The file does not exist.',
  'symlink-loop': 'The links to the file go in circles.',
};

/** A regular file, open for reading. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** In bytes. */
  readonly size: number;
  /** As `readFileStamp` gives it. */
  readonly stamp: string;
}

/**
 * Opens a regular file for as long as `use` runs.
 *
 * @throws AppError `file-not-found`, `file-unreadable`, `symlink-loop`, and what `use` throws.
 */
export async function withOpenFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T> {
  let handle: FileHandle | null = null;
  try {
    // Opening a pipe would wait for its writer; Windows has neither such pipes nor the flag.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) throw new AppError('file-unreadable', 'This is not a file that can be read.');
    return await use({ handle, size: Number(stats.size), stamp: stampOf(stats) });
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : readingError(thrown);
  } finally {
    await handle?.close();
  }
}

/** The first bytes of an open file, up to `length` or its end. */
export async function readStart(handle: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

/** See `readFileStamp`. */
export function stampOf(stats: {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}): string {
  return [stats.dev, stats.ino, stats.size, stats.mtimeNs].join(' ');
}

function readingError(cause: unknown): AppError {
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  const systemCode = hasCode ? String(cause.code) : '';
  const code = codes[systemCode] ?? 'file-unreadable';
  return new AppError(code, messages[code] ?? 'The file cannot be read.', { cause });
}
