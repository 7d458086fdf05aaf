import { toHalf } from '../../../training/onnx/half.ts';

describe('toHalf', () => {
  // Bits from table 3.5 of IEEE 754-2008 and its examples of binary16.
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [1 / 3, 0x3555],
    [65_504, 0x7bff],
    [65_519.9, 0x7bff],
    [65_520, 0x7c00],
    [-Infinity, 0xfc00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [2 ** -14 - 2 ** -24, 0x03ff],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 - 2 ** -12, 0x4000],
  ])('gives %p as %p', (value, bits) => {
    expect(toHalf(value)).toBe(bits);
  });

  it('keeps what is not a number so', () => {
    expect(toHalf(NaN) & 0x7fff).toBeGreaterThan(0x7c00);
  });
});
