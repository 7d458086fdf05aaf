/**
 * Unpacks the entries of a lookup table: a word each or, up to 8 bits, a byte each, low byte of each word first
 * (PS3.3 C.11.1.1.1, C.7.6.3.1.6). Null where the data is shorter or longer than so many entries make, or an entry is
 * greater than its bits allow.
 *
 * @param words The same bytes as words.
 */
export function unpackEntries(
  bytes: Uint8Array,
  words: Uint16Array,
  count: number,
  bitsPerEntry: number,
): Uint16Array | null {
  const arePacked = bytes.length < 2 * count;
  if (arePacked && (bitsPerEntry > 8 || bytes.length !== count + (count % 2))) return null;
  if (words.length > count + 1) return null;
  const entries = arePacked
    ? Uint16Array.from(bytesOfWords(words)).subarray(0, count)
    : words.slice(0, count);
  if (entries.length < count) return null;
  return entries.every((entry) => entry < 2 ** bitsPerEntry) ? entries : null;
}

/** The bytes of words, low byte first. */
export function bytesOfWords(words: Uint16Array): Uint8Array {
  return Uint8Array.from({ length: 2 * words.length }, (_, i) =>
    i % 2 === 0 ? words[i >> 1]! & 0xff : words[i >> 1]! >> 8,
  );
}
