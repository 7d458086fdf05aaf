/**
 * What JPEG of a quality from 1 to 100 leaves of intensities in [0, 1]: the cosine transform of each 8 x 8 block,
 * rounded to multiples of the quantisation table, and back (ITU-T T.81 A.3.3, A.3.4). In place; `side` is a
 * multiple of 8. On the input's own grid it is coarser than what the same quality does to a film at full size.
 */
export function compressLikeJpeg(intensities: Float32Array, side: number, quality: number): void {
  const quantisation = quantisationTable(quality);
  const block = new Float64Array(64);
  const work = new Float64Array(64);
  for (let top = 0; top < side; top += 8)
    for (let left = 0; left < side; left += 8) {
      const start = top * side + left;
      for (let i = 0; i < 64; i++) block[i] = 255 * intensities[start + (i >> 3) * side + (i & 7)]! - 128;
      transform(block, work, cosines);
      for (let i = 0; i < 64; i++) block[i] = Math.round(block[i]! / quantisation[i]!) * quantisation[i]!;
      transform(block, work, transposed);
      for (let i = 0; i < 64; i++)
        intensities[start + (i >> 3) * side + (i & 7)] = toIntensity(block[i]! + 128);
    }
}

/** Luminance (ITU-T T.81 table K.1), row by row. */
const luminance = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
].flat();

/** Scaled as libjpeg's `jpeg_quality_scaling` does, by which nearly all encoders count. */
function quantisationTable(quality: number): Float64Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return Float64Array.from(luminance, (step) =>
    Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))),
  );
}

/** Row `u` holds the samples of the cosine of frequency `u`, of norm 1. */
const cosines = Float64Array.from({ length: 64 }, (_, i) => {
  const [frequency, sample] = [i >> 3, i & 7];
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * sample + 1) * frequency * Math.PI) / 16);
});
const transposed = Float64Array.from({ length: 64 }, (_, i) => cosines[(i & 7) * 8 + (i >> 3)]!);

/** `matrix * block * matrixᵀ`, in place. */
function transform(block: Float64Array, work: Float64Array, matrix: Float64Array): void {
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) {
      let sum = 0;
      for (let i = 0; i < 8; i++) sum += matrix[row * 8 + i]! * block[i * 8 + column]!;
      work[row * 8 + column] = sum;
    }
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) {
      let sum = 0;
      for (let i = 0; i < 8; i++) sum += work[row * 8 + i]! * matrix[column * 8 + i]!;
      block[row * 8 + column] = sum;
    }
}

function toIntensity(level: number): number {
  return Math.min(255, Math.max(0, Math.round(level))) / 255;
}
