import type { InputSpec } from '../imaging/input-spec.ts';

/**
 * The pattern `sine-1`: a made-up film in the model's own input units, `rows * columns` values in C order.
 * A provider that computes the card's reference logit from it computes the network rightly on this machine.
 */
export function referenceInput({ rows, columns, mean, std }: InputSpec): Float32Array {
  const pixels = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const intensity = 0.5 + 0.5 * Math.sin(0.05 * row) * Math.sin(0.07 * column + 0.0003 * row * row);
      pixels[row * columns + column] = (intensity - mean) / std;
    }
  }
  return pixels;
}
