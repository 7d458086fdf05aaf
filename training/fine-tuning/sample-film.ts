import type { Affine } from './affine.ts';
import type { ReducedFilm } from './film-cache.ts';

/** What of a film lies on the input. */
export interface VisibleFilm {
  /** One for each pixel of the input whose centre lies on the film. */
  readonly values: Float32Array;
  /** Their places in the input, in C order. */
  readonly positions: Int32Array;
}

/**
 * Lays a film onto a square input by the affine map from input to film. Where the film shrinks, several
 * bilinear samples a pixel are averaged, as the product's resampling averages the whole area of a pixel.
 */
export function sampleFilm(
  plane: Uint8Array,
  { rows, columns }: Pick<ReducedFilm, 'rows' | 'columns'>,
  { a, b, c, d, e, f }: Affine,
  side: number,
): VisibleFilm {
  const perSide = Math.min(maxSamples, Math.max(1, Math.round(Math.hypot(a, d))));
  const samples = perSide * perSide;
  const [alongX, alongY, downX, downY] = [a / perSide, d / perSide, b / perSide, e / perSide];
  const centre = (perSide - 1) / 2;
  const values = new Float32Array(side * side);
  const positions = new Int32Array(side * side);
  let count = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = a * (column + 0.5) + b * (row + 0.5) + c;
      const y = d * (column + 0.5) + e * (row + 0.5) + f;
      if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
      let sum = 0;
      for (let sample = 0; sample < samples; sample++) {
        const across = (sample % perSide) - centre;
        const down = Math.floor(sample / perSide) - centre;
        const sampleX = x + alongX * across + downX * down - 0.5;
        sum += bilinear(plane, rows, columns, sampleX, y + alongY * across + downY * down - 0.5);
      }
      positions[count] = row * side + column;
      values[count++] = sum / samples;
    }
  }
  return { values: values.subarray(0, count), positions: positions.subarray(0, count) };
}

/** Along each side of a pixel; films are kept at most about four times as large as the input. */
const maxSamples = 4;

function bilinear(plane: Uint8Array, rows: number, columns: number, x: number, y: number): number {
  const heldX = x < 0 ? 0 : x > columns - 1 ? columns - 1 : x;
  const heldY = y < 0 ? 0 : y > rows - 1 ? rows - 1 : y;
  const left = Math.floor(heldX);
  const top = Math.floor(heldY);
  const fractionX = heldX - left;
  const right = left + 1 < columns ? left + 1 : left;
  const above = top * columns;
  const below = top + 1 < rows ? above + columns : above;
  const upper = plane[above + left]! + fractionX * (plane[above + right]! - plane[above + left]!);
  const lower = plane[below + left]! + fractionX * (plane[below + right]! - plane[below + left]!);
  return upper + (heldY - top) * (lower - upper);
}
