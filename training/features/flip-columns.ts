/** Mirrors an image in C order left to right, into a new array. */
export function flipColumns(pixels: Float32Array, columns: number): Float32Array {
  const flipped = pixels.slice();
  for (let start = 0; start < flipped.length; start += columns)
    flipped.subarray(start, start + columns).reverse();
  return flipped;
}
