import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#common/errors';
import { flushFolder, newFile } from './index-files.ts';

/** In bytes. */
export const keyLength = 32;

const magic = Buffer.from('OSTEONX1');
const nameLength = 16;
const headerLength = magic.length + nameLength;
const nonceLength = 12;
const tagLength = 16;
/** The length of the sealed text, the nonce and the tag come before it. */
const recordHeaderLength = 4 + nonceLength + tagLength;

/** A log that is open: what can be read of it lies before `end`. */
interface Open {
  readonly descriptor: number;
  /** Drawn at random for each file, so that no record of one is taken for one of another. */
  readonly name: Buffer;
  end: number;
  records: number;
}

/**
 * A file of texts, each encrypted by AES-256-GCM and bound to its file and place, to which texts are only added. It
 * begins with a text, so that a wrong key is known at once. For one process at a time.
 *
 * Methods throw AppError `index-locked` for a wrong key, `index-damaged`, and `index-unwritable` for all that the
 * file system refuses.
 */
export class SealedLog {
  readonly #path: string;
  readonly #key: Uint8Array;
  #open: Open | null = null;

  constructor(path: string, key: Uint8Array) {
    if (key.length !== keyLength) throw new RangeError(`A key has ${keyLength} bytes, not ${key.length}.`);
    this.#path = path;
    this.#key = key;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Where the log was read to; another process that goes on writing it leaves the name as it is. */
  get position(): { readonly name: string; readonly end: number; readonly records: number } | null {
    const open = this.#open;
    return open && { name: open.name.toString('hex'), end: open.end, records: open.records };
  }

  /**
   * Opens the file and gives every text in it, or those after `since` where it still is the same file. The last one
   * is left out and cut off where a crash left a part of it: it was acknowledged to nobody. A record whose length is
   * wrong looks the same, but was acknowledged, and others may follow it: that is damage, and nothing is cut off.
   */
  read(since: SealedLog['position']): { readonly texts: readonly string[]; readonly fromStart: boolean } {
    return guarded(() => {
      this.close();
      const descriptor = openSync(this.#path, 'r+');
      try {
        const bytes = contentOf(descriptor);
        const name = nameIn(bytes);
        const goesOn = since !== null && since.name === name.toString('hex') && since.end <= bytes.length;
        const open: Open = goesOn
          ? { descriptor, name, end: since.end, records: since.records }
          : { descriptor, name, end: headerLength, records: 0 };
        const texts = this.#texts(bytes, open);
        if (open.end < bytes.length) ftruncateSync(descriptor, open.end);
        this.#open = open;
        return { texts, fromStart: !goesOn };
      } catch (thrown) {
        closeSync(descriptor);
        throw thrown;
      }
    });
  }

  /** Returns once the text is on the medium; where that fails the file is as before. */
  append(text: string): void {
    const open = this.#open;
    if (open === null) throw new AppError('index-unwritable', 'The encrypted index is not open.');
    guarded(() => {
      const record = this.#sealed(text, open);
      try {
        writeWhole(open.descriptor, record, open.end);
        fsyncSync(open.descriptor);
      } catch (thrown) {
        ftruncateSync(open.descriptor, open.end);
        throw thrown;
      }
      open.end += record.length;
      open.records++;
    });
  }

  /** Begins the file anew with these texts, at least one; a crash leaves the old file or the new one. */
  rewrite(texts: Iterable<string>): void {
    this.close();
    writeLog(newFile(this.#path), this.#key, texts);
    guarded(() => {
      renameSync(newFile(this.#path), this.#path);
      flushFolder(dirname(this.#path));
    });
  }

  close(): void {
    const open = this.#open;
    this.#open = null;
    if (open !== null) closeSync(open.descriptor);
  }

  /** Puts a new file under the path, open for `append`. */
  begin(): void {
    guarded(() => {
      const name = randomBytes(nameLength);
      const descriptor = openSync(this.#path, 'w+', 0o600);
      this.#open = { descriptor, name, end: headerLength, records: 0 };
      writeWhole(descriptor, Buffer.concat([magic, name]), 0);
    });
  }

  #texts(bytes: Buffer, open: Open): readonly string[] {
    const texts: string[] = [];
    while (open.end < bytes.length) {
      // A crash may leave room that was made for a record and never filled; no text is empty.
      if (bytes.subarray(open.end).every((byte) => byte === 0)) break;
      const length = lengthAt(bytes, open.end);
      const next = open.end + recordHeaderLength + length;
      if (next > bytes.length) {
        this.#refuseWrongLength(bytes, open);
        break;
      }
      const text = this.#opened(bytes.subarray(open.end, next), open);
      if (text === null) {
        if (open.records === 0)
          throw new AppError('index-locked', 'The key does not fit the encrypted index.');
        if (next < bytes.length) throw damaged();
        this.#refuseWrongLength(bytes, open);
        break;
      }
      texts.push(text);
      open.end = next;
      open.records++;
    }
    if (open.records === 0) throw new AppError('index-damaged', 'The encrypted index is cut off.');
    return texts;
  }

  /** Of a write that was cut short nothing opens: neither all that is left, nor a record after it. */
  #refuseWrongLength(bytes: Buffer, open: Open): void {
    const whole = bytes.subarray(open.end);
    if (whole.length > recordHeaderLength && this.#opened(whole, open) !== null) throw damaged();
    const successor = { ...open, records: open.records + 1 };
    const last = bytes.length - recordHeaderLength;
    for (let at = open.end + recordHeaderLength + 1; at < last; at++) {
      const next = at + recordHeaderLength + bytes.readUInt32LE(at);
      const mayBe = next > at + recordHeaderLength && next <= bytes.length;
      if (mayBe && this.#opened(bytes.subarray(at, next), successor) !== null) throw damaged();
    }
  }

  #sealed(text: string, open: Open): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagLength });
    cipher.setAAD(placeOf(open));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(sealed.length);
    return Buffer.concat([length, nonce, cipher.getAuthTag(), sealed]);
  }

  /** Null where it is not what was sealed there. */
  #opened(record: Buffer, open: Open): string | null {
    const nonce = record.subarray(4, 4 + nonceLength);
    const cipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagLength });
    cipher.setAAD(placeOf(open));
    cipher.setAuthTag(record.subarray(4 + nonceLength, recordHeaderLength));
    try {
      return Buffer.concat([cipher.update(record.subarray(recordHeaderLength)), cipher.final()]).toString();
    } catch {
      return null;
    }
  }
}

/** Writes a whole log, flushed, to a path where none is open. @throws AppError index-unwritable */
export function writeLog(path: string, key: Uint8Array, texts: Iterable<string>): void {
  const log = new SealedLog(path, key);
  try {
    log.begin();
    for (const text of texts) log.append(text);
  } catch (thrown) {
    log.close();
    rmSync(path, { force: true });
    throw thrown;
  }
  log.close();
}

function damaged(): AppError {
  return new AppError('index-damaged', 'The encrypted index is damaged.');
}

function contentOf(descriptor: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(descriptor).size);
  for (let at = 0; at < bytes.length;) {
    const read = readSync(descriptor, bytes, at, bytes.length - at, at);
    if (read === 0) return bytes.subarray(0, at);
    at += read;
  }
  return bytes;
}

function writeWhole(descriptor: number, bytes: Buffer, position: number): void {
  for (let at = 0; at < bytes.length;)
    at += writeSync(descriptor, bytes, at, bytes.length - at, position + at);
}

function nameIn(bytes: Buffer): Buffer {
  if (bytes.length < headerLength || !bytes.subarray(0, magic.length).equals(magic))
    throw new AppError('index-damaged', 'The encrypted index does not begin as one.');
  return bytes.subarray(magic.length, headerLength);
}

/** More than the file holds where the length itself is cut off. */
function lengthAt(bytes: Buffer, at: number): number {
  return at + recordHeaderLength > bytes.length ? Infinity : bytes.readUInt32LE(at);
}

/** What a record is bound to: a record of another file, or moved within its own, does not open. */
function placeOf({ name, records }: Open): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigUInt64LE(BigInt(records));
  return Buffer.concat([name, place]);
}

function guarded<T>(use: () => T): T {
  try {
    return use();
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new AppError('index-unwritable', `The encrypted index cannot be used: ${code}.`, { cause: thrown });
  }
}
