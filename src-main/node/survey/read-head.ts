import { AppError } from '#common/errors';
import { open } from 'node:fs/promises';
import { fromSystemError } from './system-error.ts';

const headLength = 1024;

/**
 * The first bytes of a file, at most 1 KiB, enough to tell an image from anything else.
 *
 * @throws AppError `file-not-found`, `file-unreadable` or `file-empty`.
 */
export async function readHead(path: string): Promise<Uint8Array> {
  const head = await readUpTo(path, headLength).catch((thrown: unknown) => {
    throw fromSystemError(thrown, 'file-unreadable');
  });
  if (head.length === 0) throw new AppError('file-empty', 'The file is empty.');
  return head;
}

async function readUpTo(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
