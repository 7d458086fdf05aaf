import { AppError } from '#common/errors';

/** Codes of up to this many bits are decoded by one look into a table. */
export const lookBits = 9;
const longestCode = 16;

/** A Huffman table made ready for decoding (ITU-T T.81 F.2.2.3). */
export interface HuffmanTable {
  /** By the next nine bits: code length in the high byte and symbol in the low one; 0 for longer codes. */
  readonly look: Uint16Array;
  /** By code length: the largest code of it, or -1 where there is none. */
  readonly largest: Int32Array;
  /** By code length: what to add to a code for its place among the symbols. */
  readonly shift: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * Makes a table from the number of codes of each length, 1 to 16 bits, and the symbols in order of code.
 *
 * @throws AppError `malformed-file` for more codes than their lengths have room for.
 */
export function makeHuffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const look = new Uint16Array(1 << lookBits);
  const largest = new Int32Array(longestCode + 1).fill(-1);
  const shift = new Int32Array(longestCode + 1);
  let [code, place] = [0, 0];
  for (let length = 1; length <= longestCode; length++, code <<= 1) {
    const count = counts[length - 1]!;
    if (count === 0) continue;
    if (code + count > 1 << length) throw new AppError('malformed-file', 'A JPEG code table is damaged.');
    shift[length] = place - code;
    for (let i = 0; i < count; i++, code++, place++)
      if (length <= lookBits) {
        const first = code << (lookBits - length);
        look.fill((length << 8) | symbols[place]!, first, first + (1 << (lookBits - length)));
      }
    largest[length] = code - 1;
  }
  return { look, largest, shift, symbols };
}
