import type { InputSpec } from '#common/imaging/input-spec';
import { robustWindow } from '#common/imaging/robust-window';
import { seededRandom } from '#common/sampling/seeded-random';
import { invert, type Affine, type Placement } from './affine.ts';
import type { ReducedFilm } from './film-cache.ts';
import { drawForeignObject } from './foreign-objects.ts';
import { sampleFilm } from './sample-film.ts';

/** How far films are changed at random; every range is drawn from evenly, a probability is of each film. */
export interface AugmentationRanges {
  /** Degrees to either side. */
  readonly rotation: number;
  readonly zoom: readonly [number, number];
  /** To either side, as a share of the input; a film zoomed beyond the input moves over all of itself too. */
  readonly shift: number;
  /** Natural logarithm of the exponent, to either side. */
  readonly logGamma: number;
  readonly contrast: readonly [number, number];
  /** To either side, of an intensity in [0, 1]. */
  readonly brightness: number;
  /** Largest standard deviation of the noise, of an intensity in [0, 1]. */
  readonly noise: number;
  /** Probability of one or two passes of the kernel 1 2 1. */
  readonly blur: number;
  /** Probability of a rod, ring, arrow or caption drawn onto the film. */
  readonly foreignObject: number;
  /** Probability of a grey rectangle over up to a fifth of a side. */
  readonly erasing: number;
}

type Random = () => number;

interface Size {
  readonly rows: number;
  readonly columns: number;
}

export function drawPlacement(
  random: Random,
  { rows, columns }: Size,
  side: number,
  ranges: Pick<AugmentationRanges, 'rotation' | 'zoom' | 'shift'>,
): Placement {
  const [smallest, largest] = ranges.zoom;
  const mirrored = random() < 0.5;
  const angle = (toEitherSide(random) * ranges.rotation * Math.PI) / 180;
  const zoom = smallest * (largest / smallest) ** random();
  const longest = Math.max(rows, columns);
  const reach = (extent: number): number =>
    ranges.shift * side + Math.max(0, ((zoom * extent) / longest - 1) * (side / 2));
  return {
    mirrored,
    angle,
    zoom,
    shiftX: toEitherSide(random) * reach(columns),
    shiftY: toEitherSide(random) * reach(rows),
  };
}

/**
 * Lays a film onto the input, windows what is visible of it by the product's robust window, varies the
 * intensities and normalises. What lies beside the film is padded as the product does.
 *
 * @param affine from pixels of the reduced film to pixels of the input.
 * @returns `side * side` normalised intensities in C order.
 */
export function augment(
  plane: Uint8Array,
  film: ReducedFilm,
  affine: Affine,
  spec: InputSpec,
  random: Random,
  ranges: AugmentationRanges,
): Float32Array {
  const side = spec.rows;
  const { values, positions } = sampleFilm(plane, film, invert(affine), side);
  const intensities = new Float32Array(side * side).fill(spec.padValue);
  if (values.length > 0) robustWindow(values, spec.lowerPercentile, spec.upperPercentile);
  for (let i = 0; i < values.length; i++) intensities[positions[i]!] = values[i]!;
  if (random() < ranges.blur) blur(intensities, side, 1 + Math.floor(random() * 2));
  varyIntensities(intensities, positions, random, ranges);
  if (random() < ranges.foreignObject) drawForeignObject({ intensities, side }, random);
  if (random() < ranges.erasing) erase(intensities, side, random);
  for (let i = 0; i < intensities.length; i++) intensities[i] = (intensities[i]! - spec.mean) / spec.std;
  return intensities;
}

function varyIntensities(
  intensities: Float32Array,
  positions: Int32Array,
  random: Random,
  ranges: AugmentationRanges,
): void {
  const gamma = Math.exp(toEitherSide(random) * ranges.logGamma);
  const [least, most] = ranges.contrast;
  const contrast = least + random() * (most - least);
  const brightness = toEitherSide(random) * ranges.brightness;
  const deviation = random() * ranges.noise;
  const curve = Float32Array.from(
    { length: curveSteps + 1 },
    (_, i) => ((i / curveSteps) ** gamma - 0.5) * contrast + 0.5 + brightness,
  );
  const noiseStart = Math.floor(random() * noise.length);
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i]!;
    const drawn = noise[(noiseStart + i) % noise.length]!;
    const varied = curve[Math.round(intensities[at]! * curveSteps)]! + deviation * drawn;
    intensities[at] = varied < 0 ? 0 : varied > 1 ? 1 : varied;
  }
}

/** Steps of the table that spares a power for every pixel; finer than the films' 8 bits. */
const curveSteps = 4095;

function blur(intensities: Float32Array, side: number, passes: number): void {
  for (let pass = 0; pass < passes; pass++) {
    blurAlong(intensities, side, 1);
    blurAlong(intensities, side, side);
  }
}

/** The kernel 1 2 1 along rows (step 1) or columns (step `side`); the edges stay as they are. */
function blurAlong(intensities: Float32Array, side: number, step: number): void {
  const across = side + 1 - step;
  for (let line = 0; line < side; line++) {
    const first = line * across;
    let before = intensities[first]!;
    for (let i = 1; i < side - 1; i++) {
      const at = first + i * step;
      const here = intensities[at]!;
      intensities[at] = (before + 2 * here + intensities[at + step]!) / 4;
      before = here;
    }
  }
}

function erase(intensities: Float32Array, side: number, random: Random): void {
  const extent = (): number => Math.ceil((0.05 + 0.15 * random()) * side);
  const [width, height, level] = [extent(), extent(), random()];
  const [left, top] = [Math.floor(random() * (side - width)), Math.floor(random() * (side - height))];
  for (let row = top; row < top + height; row++)
    intensities.fill(level, row * side + left, row * side + left + width);
}

/** Of a length that fits no side, so that rows do not repeat one another. */
const noise = drawNoise(99_991);

/** Mean 0 and variance 1 from two even draws each: a triangular distribution, near enough to noise. */
function drawNoise(length: number): Float32Array {
  const random = seededRandom(length);
  return Float32Array.from({ length }, () => (random() + random() - 1) * Math.sqrt(6));
}

function toEitherSide(random: Random): number {
  return 2 * random() - 1;
}
