import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { AppError } from '#common/errors';
import { errnoOf } from '../survey/system-error.ts';

/** A holder shows that it lives this often, and hears this often that another process waits. */
export const heartbeatMilliseconds = 100;
/** A holder that has not shown itself for so long is gone, or another program has its process number by now. */
const stalenessMilliseconds = 15_000;
const patienceMilliseconds = 5_000;
const pauseMilliseconds = 10;

/**
 * Whose turn it is with a file that one process at a time may have open: `*.owner` names the process, `*.wanted`
 * lies there while another one waits, and the owner gives way at its next heartbeat.
 */
export class TurnFile {
  readonly #owner: string;
  readonly #wanted: string;
  #held = false;
  #shownAt = 0;
  #seenAt = 0;

  constructor(path: string) {
    this.#owner = `${path}.owner`;
    this.#wanted = `${path}.wanted`;
  }

  /**
   * Waits until no other process has the turn. The thread stands still meanwhile: a few tenths of a second.
   *
   * @throws AppError index-unwritable where the other process does not give way
   */
  take(): void {
    const end = Date.now() + patienceMilliseconds;
    while (!this.#claim()) {
      if (Date.now() > end)
        throw new AppError('index-unwritable', 'Another Osteon is using the index of studies.');
      writeFileSync(this.#wanted, '');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
    }
    this.#held = true;
    this.#seenAt = Date.now();
    rmSync(this.#wanted, { force: true });
  }

  /** Shows that the owner lives; true where another process waits, or the turn is lost. */
  beat(): boolean {
    const now = Date.now();
    if (now - this.#shownAt > stalenessMilliseconds / 10) {
      this.#shownAt = now;
      try {
        utimesSync(this.#owner, now / 1000, now / 1000);
      } catch {
        // The folder of the index is gone.
        this.#held = false;
        return true;
      }
    }
    return existsSync(this.#wanted);
  }

  /** False after a sleep so long that another process took the owner for gone. */
  get isMine(): boolean {
    if (!this.#held) return false;
    const now = Date.now();
    if (now - this.#seenAt > stalenessMilliseconds / 3) {
      this.#held = ownerIn(this.#owner) === process.pid;
      this.#seenAt = now;
    }
    return this.#held;
  }

  giveWay(): void {
    if (this.#held && ownerIn(this.#owner) === process.pid) rmSync(this.#owner, { force: true });
    this.#held = false;
  }

  #claim(): boolean {
    try {
      writeFileSync(this.#owner, String(process.pid), { flag: 'wx', mode: 0o600 });
      this.#shownAt = Date.now();
      return true;
    } catch (thrown) {
      if (errnoOf(thrown) !== 'EEXIST') throw unwritable(thrown);
      this.#removeStale();
      return false;
    }
  }

  /** Moved away first and looked at again, since another process may have claimed it in between. */
  #removeStale(): void {
    if (!isStale(this.#owner)) return;
    const aside = `${this.#owner}.${process.pid}`;
    try {
      renameSync(this.#owner, aside);
      if (!isStale(aside)) renameSync(aside, this.#owner);
      rmSync(aside, { force: true });
    } catch {
      // Somebody else was faster; the next attempt sees what is there.
    }
  }
}

function isStale(path: string): boolean {
  try {
    const pid = ownerIn(path);
    const age = Date.now() - statSync(path).mtimeMs;
    // An owner between the making of the file and the writing of its number counts as one that lives.
    return age > stalenessMilliseconds || (pid !== null && !isAlive(pid));
  } catch {
    return false;
  }
}

function ownerIn(path: string): number | null {
  try {
    const text = readFileSync(path, 'utf8');
    return /^\d+$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errnoOf(thrown) !== 'ESRCH';
  }
}

function unwritable(cause: unknown): AppError {
  return new AppError('index-unwritable', 'The folder of the index cannot be written.', { cause });
}
