import { AppError } from '#common/errors';

const clear = 256;
const endOfInformation = 257;
const firstString = 258;
const mostCodes = 4096;
const [narrowest, widest] = [9, 12];

/**
 * Expands the LZW of TIFF 6.0 section 13: codes of 9 to 12 bits, most significant bit first, which widen one
 * code early.
 *
 * @param length Expanding ends there; what is returned is shorter where the data ends first.
 * @throws AppError `codec-failed` for a code that stands for nothing yet.
 */
export function expandLzw(compressed: Uint8Array, length: number): Uint8Array {
  const expanded = new Uint8Array(length);
  const strings = new Strings();
  const codes = new CodeReader(compressed);
  let filled = 0;
  let previousLength = 0;
  while (filled < length) {
    const code = codes.read(strings.codeWidth);
    if (code === null || code === endOfInformation) break;
    if (code === clear) {
      strings.clear();
      previousLength = 0;
      continue;
    }
    // What the code before stood for, with the first byte of what follows, is a string of its own from now on.
    if (previousLength > 0) strings.add(filled - previousLength, previousLength + 1);
    previousLength = strings.copy(code, expanded, filled);
    filled += previousLength;
  }
  return expanded.subarray(0, Math.min(filled, length));
}

/** The strings that codes stand for, as places in what was expanded already. */
class Strings {
  readonly #begins = new Int32Array(mostCodes);
  readonly #lengths = new Int32Array(mostCodes);
  #next = firstString;
  codeWidth = narrowest;

  clear(): void {
    this.#next = firstString;
    this.codeWidth = narrowest;
  }

  add(begin: number, length: number): void {
    if (this.#next === mostCodes) return;
    this.#begins[this.#next] = begin;
    this.#lengths[this.#next] = length;
    this.#next++;
    if (this.#next + 1 >= 1 << this.codeWidth && this.codeWidth < widest) this.codeWidth++;
  }

  /** Writes what a code stands for, as far as there is room, and gives its length. */
  copy(code: number, target: Uint8Array, at: number): number {
    if (code < clear) {
      target[at] = code;
      return 1;
    }
    if (code >= this.#next) throw new AppError('codec-failed', 'The TIFF is damaged.');
    const [begin, length] = [this.#begins[code]!, this.#lengths[code]!];
    // A string may reach into itself, so it is copied from its front.
    const end = Math.min(length, target.length - at);
    for (let i = 0; i < end; i++) target[at + i] = target[begin + i]!;
    return length;
  }
}

class CodeReader {
  readonly #bytes: Uint8Array;
  #position = 0;
  #buffer = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next code of so many bits; null at the end of the data. */
  read(width: number): number | null {
    for (; this.#count < width; this.#count += 8) {
      if (this.#position === this.#bytes.length) return null;
      this.#buffer = ((this.#buffer << 8) | this.#bytes[this.#position++]!) & 0xffffff;
    }
    this.#count -= width;
    return (this.#buffer >> this.#count) & ((1 << width) - 1);
  }
}
