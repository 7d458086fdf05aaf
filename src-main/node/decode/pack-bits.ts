/**
 * Expands PackBits (TIFF 6.0 section 9): a byte n below 128 stands before n + 1 bytes as they are, one above
 * before a byte to be repeated 257 - n times.
 *
 * @param length Expanding ends there; what is returned is shorter where the data ends first.
 */
export function unpackBits(packed: Uint8Array, length: number): Uint8Array {
  const expanded = new Uint8Array(length);
  let filled = 0;
  for (let position = 0; position + 1 < packed.length && filled < length;) {
    const code = packed[position]!;
    if (code < 128) {
      const literal = packed.subarray(
        position + 1,
        Math.min(position + 2 + code, position + 1 + length - filled),
      );
      expanded.set(literal, filled);
      filled += literal.length;
      position += 2 + code;
    } else if (code === 128) position++;
    else {
      const end = Math.min(filled + 257 - code, length);
      expanded.fill(packed[position + 1]!, filled, end);
      filled = end;
      position += 2;
    }
  }
  return expanded.subarray(0, filled);
}
