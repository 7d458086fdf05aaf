import type { InputSpec } from '#common/imaging/input-spec';
import { robustWindow } from '#common/imaging/robust-window';
import { filmToInput, invert, type Affine, type Placement } from './affine.ts';
import type { ReducedFilm } from './film-cache.ts';

/** How far films are changed at random; every range is drawn from evenly. */
export interface AugmentationRanges {
  /** Degrees to either side. */
  readonly rotation: number;
  readonly zoom: readonly [number, number];
  /** To either side, as a share of the input. */
  readonly shift: number;
  /** Natural logarithm of the exponent, to either side. */
  readonly logGamma: number;
  readonly contrast: readonly [number, number];
  /** To either side, of an intensity in [0, 1]. */
  readonly brightness: number;
  /** Largest standard deviation of the noise, of an intensity in [0, 1]. */
  readonly noise: number;
}

type Random = () => number;

/** One film as the network is to see it. */
export interface AugmentedFilm {
  /** `side * side` normalised intensities in C order. */
  readonly pixels: Float32Array;
  /** From pixels of the reduced film to pixels of the input. */
  readonly affine: Affine;
}

export function drawPlacement(random: Random, side: number, ranges: AugmentationRanges): Placement {
  const [smallest, largest] = ranges.zoom;
  return {
    mirrored: random() < 0.5,
    angle: (toEitherSide(random) * ranges.rotation * Math.PI) / 180,
    zoom: smallest * (largest / smallest) ** random(),
    shiftX: toEitherSide(random) * ranges.shift * side,
    shiftY: toEitherSide(random) * ranges.shift * side,
  };
}

/**
 * Lays a film onto the input, windows what is visible of it by the product's robust window, varies the
 * intensities and normalises. What lies beside the film is padded as the product does.
 */
export function augment(
  plane: Uint8Array,
  film: ReducedFilm,
  spec: InputSpec,
  random: Random,
  ranges: AugmentationRanges,
): AugmentedFilm {
  const side = spec.rows;
  const affine = filmToInput(film, side, drawPlacement(random, side, ranges));
  const { values, positions } = sampleVisible(plane, film, invert(affine), side);
  const pixels = new Float32Array(side * side).fill((spec.padValue - spec.mean) / spec.std);
  if (values.length === 0) return { pixels, affine };
  robustWindow(values, spec.lowerPercentile, spec.upperPercentile);
  varyIntensities(values, random, ranges);
  for (let i = 0; i < values.length; i++) pixels[positions[i]!] = (values[i]! - spec.mean) / spec.std;
  return { pixels, affine };
}

/** Bilinear samples of the film at those pixels of the input whose centre lies on it. */
function sampleVisible(
  plane: Uint8Array,
  { rows, columns }: Pick<ReducedFilm, 'rows' | 'columns'>,
  { a, b, c, d, e, f }: Affine,
  side: number,
): { readonly values: Float32Array; readonly positions: Int32Array } {
  const values = new Float32Array(side * side);
  const positions = new Int32Array(side * side);
  let count = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = a * (column + 0.5) + b * (row + 0.5) + c;
      const y = d * (column + 0.5) + e * (row + 0.5) + f;
      if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
      positions[count] = row * side + column;
      values[count++] = bilinear(plane, rows, columns, x - 0.5, y - 0.5);
    }
  }
  return { values: values.subarray(0, count), positions };
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

function varyIntensities(values: Float32Array, random: Random, ranges: AugmentationRanges): void {
  const gamma = Math.exp(toEitherSide(random) * ranges.logGamma);
  const [least, most] = ranges.contrast;
  const contrast = least + random() * (most - least);
  const brightness = toEitherSide(random) * ranges.brightness;
  const deviation = random() * ranges.noise;
  const curve = Float32Array.from(
    { length: curveSteps + 1 },
    (_, i) => ((i / curveSteps) ** gamma - 0.5) * contrast + 0.5 + brightness,
  );
  for (let i = 0; i < values.length; i++) {
    const varied = curve[Math.round(values[i]! * curveSteps)]! + deviation * roughlyNormal(random);
    values[i] = varied < 0 ? 0 : varied > 1 ? 1 : varied;
  }
}

/** Steps of the table that spares a power for every pixel; finer than the films' 8 bits. */
const curveSteps = 4095;

/** Mean 0 and variance 1 from two even draws: a triangular distribution, near enough to noise and quick. */
function roughlyNormal(random: Random): number {
  return (random() + random() - 1) * Math.sqrt(6);
}

function toEitherSide(random: Random): number {
  return 2 * random() - 1;
}
