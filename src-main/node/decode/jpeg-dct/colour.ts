const half = 1 << 15;

/**
 * Turns a line of Y, Cb and Cr (ITU-T T.871 clause 7) into red, green and blue in place, with the 16-bit fixed
 * point and the rounding of the Independent JPEG Group's decoder.
 */
export function linesToRgb(
  [first, second, third]: readonly [Int32Array, Int32Array, Int32Array],
  width: number,
  bitsPerSample: number,
): void {
  const centre = 1 << (bitsPerSample - 1);
  const most = 2 * centre - 1;
  const clamp = (value: number): number => (value < 0 ? 0 : value > most ? most : value);
  for (let i = 0; i < width; i++) {
    const y = first[i]!;
    const cb = second[i]! - centre;
    const cr = third[i]! - centre;
    first[i] = clamp(y + ((91881 * cr + half) >> 16));
    second[i] = clamp(y + ((-22554 * cb - 46802 * cr + half) >> 16));
    third[i] = clamp(y + ((116130 * cb + half) >> 16));
  }
}
