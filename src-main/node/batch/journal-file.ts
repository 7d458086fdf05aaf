import { AppError } from '#common/errors';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, isDiskFull } from '../survey/system-error.ts';

/** Where a line lies in a file, in bytes, its line feed left out. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

const chunkBytes = 2 ** 20;
/** A film of 60,000 frames takes about 8 MiB. */
const longestLine = 2 ** 26;

/** A file of lines that only grows. A line that could be written in part is written again over itself. */
export class JournalFile {
  readonly #handle: FileHandle;
  #end = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /**
   * Makes the file, lasting before the first line is.
   *
   * @throws AppError `scan-unfinished` where there is one, `output-unwritable`
   */
  static async create(path: string): Promise<JournalFile> {
    try {
      const file = new JournalFile(await open(path, 'wx+'));
      await syncFolder(dirname(path));
      return file;
    } catch (cause) {
      if (errnoOf(cause) === 'EEXIST')
        throw new AppError('scan-unfinished', 'An earlier scan into this report is unfinished.', { cause });
      throw unwritable(cause);
    }
  }

  /** @throws AppError `output-unwritable`, `file-not-found` */
  static async open(path: string): Promise<JournalFile> {
    try {
      return new JournalFile(await open(path, 'r+'));
    } catch (cause) {
      if (errnoOf(cause) === 'ENOENT')
        throw new AppError('file-not-found', 'There is no unfinished scan into this report.', { cause });
      throw unwritable(cause);
    }
  }

  /**
   * The lines that were written to their end. What lies behind the last of them is cut off once they are all
   * read: the next line begins there.
   *
   * @throws AppError `journal-damaged` where lines are longer than any that was written
   */
  async *lines(): AsyncGenerator<Place & { readonly line: Uint8Array }> {
    let pending: Buffer = Buffer.alloc(0);
    this.#end = 0;
    for await (const chunk of this.#chunks()) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      let start = 0;
      for (let feed = pending.indexOf(10); feed >= 0; feed = pending.indexOf(10, start)) {
        const offset = this.#end;
        this.#end += feed + 1 - start;
        yield { offset, length: feed - start, line: pending.subarray(start, feed) };
        start = feed + 1;
      }
      pending = pending.subarray(start);
      if (pending.length > longestLine)
        throw new AppError('journal-damaged', 'The journal of the scan has no lines.');
    }
    if (pending.length > 0) await this.#handle.truncate(this.#end);
  }

  async *#chunks(): AsyncGenerator<Buffer> {
    for (let position = 0; ;) {
      // A new one each time: what is left of the last is still looked at.
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await this.#handle.read(chunk, 0, chunkBytes, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  }

  /**
   * Writes a line, which ends in a line feed, behind the last.
   *
   * @throws AppError `disk-full`, `output-unwritable`; the line counts as not written then
   */
  async append(line: Uint8Array): Promise<Place> {
    const offset = this.#end;
    try {
      for (let written = 0; written < line.length;) {
        const rest = line.length - written;
        const { bytesWritten } = await this.#handle.write(line, written, rest, offset + written);
        written += bytesWritten;
      }
    } catch (cause) {
      throw failedWrite(cause);
    }
    this.#end = offset + line.length;
    return { offset, length: line.length - 1 };
  }

  /** Waits until all lines outlast a power cut. @throws AppError `disk-full`, `output-unwritable` */
  async sync(): Promise<void> {
    await this.#handle.datasync().catch((cause: unknown) => {
      throw failedWrite(cause);
    });
  }

  async read({ offset, length }: Place): Promise<Uint8Array> {
    const line = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#handle.read(line, 0, length, offset);
    return line.subarray(0, bytesRead);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

function failedWrite(cause: unknown): AppError {
  if (!isDiskFull(cause)) return unwritable(cause);
  return new AppError('disk-full', 'There is no room left to write the results.', { cause });
}

function unwritable(cause: unknown): AppError {
  return new AppError('output-unwritable', `The journal cannot be written (${errnoOf(cause)}).`, { cause });
}

/** Makes the name of a new file last; Windows has no such call, and does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
