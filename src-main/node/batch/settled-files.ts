import { readFileStamp } from '../survey/file-stamp.ts';
import type { FoundFile } from '../survey/find-files.ts';

interface SeenFile {
  readonly stamp: string;
  /** By a clock that never jumps, in milliseconds. */
  readonly since: number;
  isDone: boolean;
}

/**
 * Tells the files of a folder that are being copied into it from those that are there: a file is settled once
 * its size and its time of modification have stayed the same for a while. Each is given once, as long as it
 * stays the same; what vanished is forgotten.
 */
export class SettledFiles {
  readonly #settleMilliseconds: number;
  readonly #now: () => number;
  #seen = new Map<string, SeenFile>();

  constructor(settleMilliseconds: number, now: () => number) {
    this.#settleMilliseconds = settleMilliseconds;
    this.#now = now;
  }

  /** Of one look at all files, those that settled since the last look. Folders that cannot be read wait. */
  async *among(files: AsyncIterable<FoundFile>): AsyncGenerator<FoundFile> {
    const seen = new Map<string, SeenFile>();
    for await (const file of files) {
      if ('error' in file) continue;
      const stamp = await readFileStamp(file.path).catch(() => null);
      if (stamp === null) continue;
      const known = this.#seen.get(file.path);
      const now = this.#now();
      const entry = known?.stamp === stamp ? known : { stamp, since: now, isDone: false };
      seen.set(file.path, entry);
      if (entry.isDone || now - entry.since < this.#settleMilliseconds) continue;
      entry.isDone = true;
      yield { ...file, named: false };
    }
    this.#seen = seen;
  }

  /** Gives the file again at the next look. */
  again(path: string): void {
    const entry = this.#seen.get(path);
    if (entry !== undefined) entry.isDone = false;
  }
}
