import type { InputSpec } from '#common/imaging/input-spec';
import { resampleArea } from '#common/imaging/resample-area';
import { robustWindow } from '#common/imaging/robust-window';
import { seededRandom } from '#common/sampling/seeded-random';
import type { Box } from '../dataset/boxes.ts';
import { invert, type Affine, type Placement } from './affine.ts';
import { drawBorders } from './borders.ts';
import type { ReducedFilm } from './film-cache.ts';
import { drawForeignObject } from './foreign-objects.ts';
import { layImplant } from './implants.ts';
import { compressLikeJpeg } from './jpeg-quality.ts';
import { sampleFilm } from './sample-film.ts';

/**
 * How far films are changed at random; every range is drawn from evenly, a probability is of each film. What is
 * absent or 0 of the optional ones draws no random number, so that recipes without them stay as they were.
 * Hue and saturation, which were published too, have nothing to change here: grey has neither, and the network's
 * input is one grey channel.
 */
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
  /** Probability of a film upside down. */
  readonly verticalFlip?: number;
  /** Probability of a film whose bright and dark are exchanged. */
  readonly invert?: number;
  /** Probability of JPEG's losses, and the range of its quality from 1 to 100, which is 30 to 95 if absent. */
  readonly jpeg?: number;
  readonly jpegQuality?: readonly [number, number];
  /** Probability of bars or the shadow and the edges of a collimator on some sides. */
  readonly borders?: number;
  /** Probability of a film of fewer pixels than the input, and the least share of its side, 0.4 if absent. */
  readonly lowResolution?: number;
  readonly leastResolution?: number;
  /** Probability of a nail or a plate with screws, mostly along bone. */
  readonly implant?: number;
  /** Probability that what lies beside the film is of a random level and not the product's. */
  readonly surround?: number;
}

/** Where a film lies on the input. */
export interface PlacedFilm {
  /** From pixels of the reduced film to pixels of the input. */
  readonly affine: Affine;
  /** Its boxes that are still to be seen, on the input. */
  readonly visible: readonly Box[];
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
  ranges: Pick<AugmentationRanges, 'rotation' | 'zoom' | 'shift' | 'verticalFlip'>,
): Placement {
  const [smallest, largest] = ranges.zoom;
  const mirrored = random() < 0.5;
  const angle = (toEitherSide(random) * ranges.rotation * Math.PI) / 180;
  const zoom = smallest * (largest / smallest) ** random();
  const longest = Math.max(rows, columns);
  const reach = (extent: number): number =>
    ranges.shift * side + Math.max(0, ((zoom * extent) / longest - 1) * (side / 2));
  const shiftX = toEitherSide(random) * reach(columns);
  const shiftY = toEitherSide(random) * reach(rows);
  // Upside down is mirrored and turned half round.
  const isUpsideDown = happens(random, ranges.verticalFlip);
  return isUpsideDown
    ? { mirrored: !mirrored, angle: angle + Math.PI, zoom, shiftX, shiftY }
    : { mirrored, angle, zoom, shiftX, shiftY };
}

/**
 * Lays a film onto the input, windows what is visible of it by the product's robust window, varies the
 * intensities and normalises. What lies beside the film is padded as the product does.
 *
 * @param placed the film on the input; what is drawn at the edges leaves its boxes clear.
 * @returns `side * side` normalised intensities in C order.
 */
export function augment(
  plane: Uint8Array,
  film: ReducedFilm,
  { affine, visible }: PlacedFilm,
  spec: InputSpec,
  random: Random,
  ranges: AugmentationRanges,
): Float32Array {
  const side = spec.rows;
  const sampled = sampleFilm(plane, film, invert(affine), side);
  const { values, positions } = sampled;
  const intensities = new Float32Array(side * side).fill(spec.padValue);
  if (happens(random, ranges.borders)) drawBorders(sampled, side, film.boxes && visible, random);
  if (values.length > 0) robustWindow(values, spec.lowerPercentile, spec.upperPercentile);
  for (let i = 0; i < values.length; i++) intensities[positions[i]!] = values[i]!;
  if (happens(random, ranges.invert)) for (const at of positions) intensities[at] = 1 - intensities[at]!;
  if (random() < ranges.blur) blur(intensities, side, 1 + Math.floor(random() * 2));
  if (happens(random, ranges.implant)) layImplant({ intensities, side }, random);
  if (happens(random, ranges.lowResolution)) loseDetail(intensities, side, drawResolution(random, ranges));
  varyIntensities(intensities, positions, random, ranges);
  if (happens(random, ranges.jpeg)) compressLikeJpeg(intensities, side, drawQuality(random, ranges));
  if (happens(random, ranges.surround)) fillBeside(intensities, positions, random());
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

function drawQuality(random: Random, { jpegQuality = [30, 95] }: AugmentationRanges): number {
  const [worst, best] = jpegQuality;
  return Math.round(worst + random() * (best - worst));
}

function drawResolution(random: Random, { leastResolution = 0.4 }: AugmentationRanges): number {
  return leastResolution + random() * (1 - leastResolution);
}

/** Shrinks and enlarges again by the product's own resampling, as a film smaller than the input is enlarged. */
function loseDetail(intensities: Float32Array, side: number, share: number): void {
  const reduced = Math.max(1, Math.round(side * share));
  const small = resampleArea({ rows: side, columns: side, values: intensities }, reduced, reduced);
  intensities.set(resampleArea({ rows: reduced, columns: reduced, values: small }, side, side));
}

function fillBeside(intensities: Float32Array, positions: Int32Array, level: number): void {
  const film = Float32Array.from(positions, (at) => intensities[at]!);
  intensities.fill(level);
  for (let i = 0; i < film.length; i++) intensities[positions[i]!] = film[i]!;
}

/** Of a length that fits no side, so that rows do not repeat one another. */
const noise = drawNoise(99_991);

/** Mean 0 and variance 1 from two even draws each: a triangular distribution, near enough to noise. */
function drawNoise(length: number): Float32Array {
  const random = seededRandom(length);
  return Float32Array.from({ length }, () => (random() + random() - 1) * Math.sqrt(6));
}

function happens(random: Random, probability = 0): boolean {
  return probability > 0 && random() < probability;
}

function toEitherSide(random: Random): number {
  return 2 * random() - 1;
}
