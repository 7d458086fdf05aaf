import type { FileHandle } from 'node:fs/promises';
import { AppError } from '#common/errors';

/** Bytes that can be read at any place: an archive on disk, or one unpacked into memory. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes, which the caller does not write to. @throws AppError `archive-damaged` past the end. */
  read(position: number, length: number): Promise<Uint8Array>;
}

/** The bytes in memory, shared and not copied. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(position, length) {
      refuseBeyond(position + length, bytes.length);
      return bytes.subarray(position, position + length);
    },
  };
}

/** The bytes of a file that is open only while `use` runs; one use at a time is the caller's care. */
export class FileBytes implements ByteSource {
  readonly size: number;
  #file: FileHandle | null = null;

  constructor(size: number) {
    this.size = size;
  }

  /** Reads from the given handle for as long as `use` runs. */
  async while<T>(file: FileHandle, use: () => Promise<T>): Promise<T> {
    this.#file = file;
    try {
      return await use();
    } finally {
      this.#file = null;
    }
  }

  async read(position: number, length: number): Promise<Uint8Array> {
    refuseBeyond(position + length, this.size);
    if (this.#file === null) throw new AppError('internal', 'The archive is not open.');
    return readFully(this.#file, position, length);
  }
}

/** @throws AppError `file-changed` when the file has become shorter. */
async function readFully(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new AppError('file-changed', 'The archive was cut short while it was read.');
    filled += bytesRead;
  }
  return bytes;
}

function refuseBeyond(end: number, size: number): void {
  if (end > size) throw new AppError('archive-damaged', 'The archive points past its own end.');
}
