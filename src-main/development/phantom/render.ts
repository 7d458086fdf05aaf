import { seededRandom } from '#common/sampling/seeded-random';
import { field, sliceLimb, type Fracture, type Slice } from './long-bone.ts';
import { normalSource } from './noise.ts';

/** A rendered film: 12-bit values, bone bright, in C order. */
export interface Film {
  readonly rows: number;
  readonly columns: number;
  /** Millimetres between pixel centres, at the detector; the rays are parallel, so nothing is magnified. */
  readonly pixelSpacing: number;
  readonly storedValues: Uint16Array;
}

/** Millimetres between samples along a ray; each ray starts at a random part of a step, lest the steps show. */
const rayStep = 1;
/** Photons per pixel in the open beam; sets the grain. */
const openBeamPhotons = 6_000;
/** Share of the mean transmitted signal that reaches every pixel as scatter. */
const scatterShare = 0.12;

/**
 * Takes the film: line integrals of attenuation, `I = I0 exp(-∫μ dz)` (Beer-Lambert), scatter, photon noise,
 * and a logarithmic detector response on 12 bits.
 *
 * @param pixelSpacing millimetres between pixel centres.
 */
export function renderFilm(fracture: Fracture | null, seed: number, pixelSpacing: number): Film {
  const uniform = seededRandom(seed);
  const normal = normalSource(uniform);
  const rows = Math.round(field.height / pixelSpacing);
  const columns = Math.round(field.width / pixelSpacing);
  const transmission = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const slice = sliceLimb((row + 0.5) * pixelSpacing, fracture);
    for (let column = 0; column < columns; column++) {
      const x = (column + 0.5) * pixelSpacing;
      transmission[row * columns + column] = Math.exp(-lineIntegral(slice, x, uniform()));
    }
  }
  const scatter = (scatterShare * transmission.reduce((sum, value) => sum + value, 0)) / transmission.length;
  const densest = Math.log((1 + scatter) / scatter);
  const storedValues = Uint16Array.from(transmission, (value) => {
    const photons = openBeamPhotons * (value + scatter);
    const counted = Math.max(1, photons + Math.sqrt(photons) * normal());
    const density = Math.log((openBeamPhotons * (1 + scatter)) / counted);
    return Math.min(4095, Math.max(0, Math.round((4095 * density) / densest)));
  });
  return { rows, columns, pixelSpacing, storedValues };
}

/** `∫μ dz` along the ray at `x`, by the rectangle rule; `start` in [0, 1) is where in a step it begins. */
export function lineIntegral(slice: Slice, x: number, start: number): number {
  let sum = 0;
  for (let z = -field.depth / 2 + start * rayStep; z < field.depth / 2; z += rayStep) sum += slice(x, z);
  return sum * rayStep;
}
