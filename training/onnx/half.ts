const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The bits of the IEEE 754 binary16 nearest to a number, ties to even; too large a one becomes infinite. */
export function toHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const magnitude = Math.abs(float[0]);
  if (Number.isNaN(magnitude)) return sign | 0x7e00;
  if (magnitude >= 65_520) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude || 1e-30)));
  const steps = roundToEven(magnitude / 2 ** (exponent - 10));
  // Below 2^-14 the leading bit is not hidden; rounding up to the next power of two carries by itself.
  return sign | (((exponent + 14) << 10) + steps);
}

function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
