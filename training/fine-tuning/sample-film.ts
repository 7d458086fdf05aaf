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
  affine: Affine,
  side: number,
): VisibleFilm {
  const { a, b, c, d, e, f } = affine;
  const { samples, reach, alongX, downX, alongY, downY } = samplingOf(affine);
  const values = new Float32Array(side * side);
  const positions = new Int32Array(side * side);
  let count = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = a * (column + 0.5) + b * (row + 0.5) + c;
      const y = d * (column + 0.5) + e * (row + 0.5) + f;
      if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
      const isInside = x > reach && y > reach && x < columns - reach && y < rows - reach;
      let sum = 0;
      for (let sample = 0; sample < samples; sample++) {
        const sampleX = x + alongX[sample]! + downX[sample]! - 0.5;
        const sampleY = y + alongY[sample]! + downY[sample]! - 0.5;
        sum += isInside
          ? bilinearInside(plane, columns, sampleX, sampleY)
          : bilinear(plane, rows, columns, sampleX, sampleY);
      }
      positions[count] = row * side + column;
      values[count++] = sum / samples;
    }
  }
  return { values: values.subarray(0, count), positions: positions.subarray(0, count) };
}

/** Along each side of a pixel; films are kept at most about four times as large as the input. */
const maxSamples = 4;

/** Where the samples of a pixel lie about its centre, in pixels of the film. */
interface Sampling {
  readonly samples: number;
  /** Samples of a pixel farther than this from the film's edges have all four neighbours on the film. */
  readonly reach: number;
  readonly alongX: Float64Array;
  readonly downX: Float64Array;
  readonly alongY: Float64Array;
  readonly downY: Float64Array;
}

function samplingOf({ a, b, d, e }: Affine): Sampling {
  const perSide = Math.min(maxSamples, Math.max(1, Math.round(Math.hypot(a, d))));
  const samples = perSide * perSide;
  const centre = (perSide - 1) / 2;
  const along = (step: number): Float64Array =>
    Float64Array.from({ length: samples }, (_, i) => (step / perSide) * ((i % perSide) - centre));
  const down = (step: number): Float64Array =>
    Float64Array.from({ length: samples }, (_, i) => (step / perSide) * (Math.floor(i / perSide) - centre));
  const reach = 2 + Math.hypot(a, b) + Math.hypot(d, e);
  return { samples, reach, alongX: along(a), downX: down(b), alongY: along(d), downY: down(e) };
}

/** `bilinear` without its care for edges; whole numbers as such are what makes it quick. */
function bilinearInside(plane: Uint8Array, columns: number, x: number, y: number): number {
  const left = x | 0;
  const top = y | 0;
  const fractionX = x - left;
  const above = top * columns + left;
  const below = above + columns;
  const upper = plane[above]! + fractionX * (plane[above + 1]! - plane[above]!);
  const lower = plane[below]! + fractionX * (plane[below + 1]! - plane[below]!);
  return upper + (y - top) * (lower - upper);
}

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
