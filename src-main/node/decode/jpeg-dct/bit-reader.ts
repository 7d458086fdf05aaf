import { AppError } from '#common/errors';
import { lookBits, type HuffmanTable } from './huffman-table.ts';

/** Reads the entropy-coded bits of a scan (ITU-T T.81 F.2.2.5) up to the marker that ends them. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #position: number;
  #buffer = 0;
  #count = 0;
  /** Zeros read ahead beyond the marker; they are missing only once they are used. */
  #padding = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.#position = position;
  }

  /** The next `count` bits, at most 16, as an unsigned number. */
  read(count: number): number {
    if (count === 0) return 0;
    if (this.#count < count) this.#fill();
    this.#count -= count;
    return (this.#buffer >>> this.#count) & ((1 << count) - 1);
  }

  /** A number of `count` bits, the upper half of which stand for positive values (F.2.2.1, EXTEND). */
  readSigned(count: number): number {
    const value = this.read(count);
    return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  /** @throws AppError `codec-failed` for bits that are no code of the table. */
  decode(table: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const entry = table.look[(this.#buffer >>> (this.#count - lookBits)) & ((1 << lookBits) - 1)]!;
    if (entry === 0) return this.#decodeLong(table);
    this.#count -= entry >> 8;
    return entry & 0xff;
  }

  /**
   * Ends a run of entropy-coded data and gives the position of the marker after it.
   *
   * @throws AppError `truncated-file` where the data was too short, `codec-failed` where much is left over.
   */
  finish(): number {
    if (this.#padding > this.#count) throw endsTooSoon();
    const bytes = this.#bytes;
    const unread = Math.max(0, this.#count - this.#padding) >> 3;
    let marker = this.#position;
    while (marker < bytes.length && !isMarker(bytes, marker)) marker++;
    if (unread + marker - this.#position > mostLeftOver)
      throw new AppError('codec-failed', 'The JPEG holds more than its header says.');
    this.#buffer = this.#count = this.#padding = 0;
    while (bytes[marker + 1] === 0xff) marker++;
    return (this.#position = marker);
  }

  /**
   * Passes the restart marker of the given number, 0 to 7 (B.2.1).
   *
   * @throws AppError as `finish` does, and `codec-failed` where another marker or none stands there.
   */
  restart(number: number): void {
    const marker = this.finish();
    if (this.#bytes[marker + 1] !== 0xd0 + number)
      throw marker + 1 < this.#bytes.length
        ? new AppError('codec-failed', 'The compressed image is damaged.')
        : endsTooSoon();
    this.#position = marker + 2;
  }

  #decodeLong({ largest, shift, symbols }: HuffmanTable): number {
    for (let length = lookBits + 1; length <= 16; length++) {
      const code = (this.#buffer >>> (this.#count - length)) & ((1 << length) - 1);
      if (code > largest[length]!) continue;
      this.#count -= length;
      return symbols[code + shift[length]!]!;
    }
    throw this.#padding > 0
      ? endsTooSoon()
      : new AppError('codec-failed', 'The compressed image is damaged.');
  }

  #fill(): void {
    const bytes = this.#bytes;
    while (this.#count <= 24) {
      let byte = 0;
      if (this.#position >= bytes.length || isMarker(bytes, this.#position)) {
        this.#padding += 8;
        if (this.#padding > mostPadding) throw endsTooSoon();
      } else {
        byte = bytes[this.#position]!;
        this.#position += byte === 0xff ? 2 : 1;
      }
      this.#buffer = (this.#buffer << 8) | byte;
      this.#count += 8;
    }
  }
}

/** Some encoders leave a few bytes of padding before a marker. */
const mostLeftOver = 16;
/** More than is ever read ahead, so that a scan cut short does not run on through the image as zeros. */
const mostPadding = 128;

function isMarker(bytes: Uint8Array, position: number): boolean {
  return bytes[position] === 0xff && bytes[position + 1] !== 0;
}

function endsTooSoon(): AppError {
  return new AppError('truncated-file', 'The compressed image ends too soon.');
}
