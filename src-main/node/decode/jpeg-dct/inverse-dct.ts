/** Dequantises one block, in natural order, and writes its 8 x 8 samples, level-shifted and clamped. */
export type InverseDct = (
  coefficients: Int16Array,
  from: number,
  quantisation: Int32Array,
  samples: Uint8Array | Uint16Array,
  to: number,
  stride: number,
) => void;

const constantBits = 13;

/**
 * The inverse DCT of ITU-T T.81 A.3.3 in the integers of the Independent JPEG Group's accurate decoder, so that
 * the samples of 8 and of 12 bits are those of the reference readers, bit for bit.
 */
export function createInverseDct(bitsPerSample: number): InverseDct {
  const block = new Int32Array(64);
  // Twelve-bit samples leave room for one bit of fraction between the passes, 8-bit ones for two.
  const fractionBits = bitsPerSample > 8 ? 1 : 2;
  const flatHalf = 1 << (fractionBits + 2);
  const centre = 1 << (bitsPerSample - 1);
  const most = 2 * centre - 1;

  const clamp = (value: number): number => (value < 0 ? 0 : value > most ? most : value);

  return (coefficients, from, quantisation, samples, to, stride) => {
    if (isFlat(coefficients, from, 1, 64)) {
      const mean = Math.imul(coefficients[from]!, quantisation[0]!) << fractionBits;
      const value = clamp(((mean + flatHalf) >> (fractionBits + 3)) + centre);
      for (let row = 0, line = to; row < 8; row++, line += stride) samples.fill(value, line, line + 8);
      return;
    }
    for (let i = 0; i < 64; i++) block[i] = Math.imul(coefficients[from + i]!, quantisation[i]!);
    for (let column = 0; column < 8; column++)
      if (isFlat(block, column, 8, 8)) spread(block, column, 8, block[column]! << fractionBits);
      else transform(block, column, 8, constantBits - fractionBits);
    for (let row = 0; row < 64; row += 8) {
      if (isFlat(block, row, 1, 8)) spread(block, row, 1, (block[row]! + flatHalf) >> (fractionBits + 3));
      else transform(block, row, 1, constantBits + fractionBits + 3);
      const line = to + (row >> 3) * stride;
      for (let i = 0; i < 8; i++) samples[line + i] = clamp(block[row + i]! + centre);
    }
  };
}

/** Most lines of most blocks, and some blocks as a whole, hold nothing but their mean. */
function isFlat(block: Int16Array | Int32Array, at: number, step: number, count: number): boolean {
  for (let i = at + step, end = at + count * step; i < end; i += step) if (block[i] !== 0) return false;
  return true;
}

function spread(block: Int32Array, at: number, step: number, value: number): void {
  for (let i = at, end = at + 8 * step; i < end; i += step) block[i] = value;
}

/**
 * Transforms the eight values of a column or row in place and drops `shift` bits, rounding: the factors of
 * Loeffler, Ligtenberg and Moschytz (1989), figure 1, scaled by the square root of 8.
 */
function transform(block: Int32Array, at: number, step: number, shift: number): void {
  const half = 1 << (shift - 1);
  const v0 = block[at]! << constantBits;
  const v2 = block[at + 2 * step]!;
  const v4 = block[at + 4 * step]! << constantBits;
  const v6 = block[at + 6 * step]!;
  const even = Math.imul(v2 + v6, fixed.c0_541196100);
  const e2 = (even - Math.imul(v6, fixed.c1_847759065)) | 0;
  const e3 = (even + Math.imul(v2, fixed.c0_765366865)) | 0;
  const sum = (v0 + v4 + half) | 0;
  const difference = (v0 - v4 + half) | 0;

  const v1 = block[at + step]!;
  const v3 = block[at + 3 * step]!;
  const v5 = block[at + 5 * step]!;
  const v7 = block[at + 7 * step]!;
  const z5 = Math.imul(v1 + v3 + v5 + v7, fixed.c1_175875602);
  const z1 = Math.imul(v7 + v1, fixed.c0_899976223);
  const z2 = Math.imul(v5 + v3, fixed.c2_562915447);
  const z3 = (z5 - Math.imul(v7 + v3, fixed.c1_961570560)) | 0;
  const z4 = (z5 - Math.imul(v5 + v1, fixed.c0_390180644)) | 0;
  const o0 = (Math.imul(v7, fixed.c0_298631336) - z1 + z3) | 0;
  const o1 = (Math.imul(v5, fixed.c2_053119869) - z2 + z4) | 0;
  const o2 = (Math.imul(v3, fixed.c3_072711026) - z2 + z3) | 0;
  const o3 = (Math.imul(v1, fixed.c1_501321110) - z1 + z4) | 0;

  block[at] = (sum + e3 + o3) >> shift;
  block[at + step] = (difference + e2 + o2) >> shift;
  block[at + 2 * step] = (difference - e2 + o1) >> shift;
  block[at + 3 * step] = (sum - e3 + o0) >> shift;
  block[at + 4 * step] = (sum - e3 - o0) >> shift;
  block[at + 5 * step] = (difference - e2 - o1) >> shift;
  block[at + 6 * step] = (difference + e2 - o2) >> shift;
  block[at + 7 * step] = (sum + e3 - o3) >> shift;
}

/** Products of cosines, named by their values, in 13-bit fixed point. */
const fixed = {
  c0_298631336: 2446,
  c0_390180644: 3196,
  c0_541196100: 4433,
  c0_765366865: 6270,
  c0_899976223: 7373,
  c1_175875602: 9633,
  c1_501321110: 12299,
  c1_847759065: 15137,
  c1_961570560: 16069,
  c2_053119869: 16819,
  c2_562915447: 20995,
  c3_072711026: 25172,
} as const;
