/** A film reduced to a long side of `printSide` pixels, in C order. */
export interface SmallFilm {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Uint8Array;
}

/** Long side of the films that spectra are taken of: finer detail differs between copies of one radiograph. */
export const printSide = 64;

const rings = 16;
const samplesPerRing = 64;
const harmonics = 20;
/** Of the long side, so that neither turning about the centre nor padding to a square moves a ring. */
const [innermost, outermost] = [0.04, 0.46];

/**
 * How a film looks along circles about its centre: for each ring and harmonic the complex Fourier coefficient,
 * as pairs of real and imaginary part, with Euclidean norm 1 over all. Turning the film turns the phases
 * alike, mirroring conjugates them; size, brightness and contrast leave them as they are.
 */
export type RingSpectrum = Float32Array;

/**
 * @param scale enlarges the film about its centre; 1 for the film as it is.
 * @returns null for a film without any structure, such as an empty one.
 */
export function ringSpectrum(film: SmallFilm, scale = 1): RingSpectrum | null {
  const spectrum = new Float32Array(rings * harmonics * 2);
  const samples = new Float64Array(samplesPerRing);
  const longSide = Math.max(film.rows, film.columns);
  for (let ring = 0; ring < rings; ring++) {
    const share = innermost + ((outermost - innermost) * (ring + 0.5)) / rings;
    sampleRing(film, (share * longSide) / scale, samples);
    for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
      const at = (ring * harmonics + harmonic - 1) * 2;
      const weight = Math.sqrt(share) * harmonic ** emphasis;
      for (let i = 0; i < samplesPerRing; i++) {
        const turn = (harmonic * i) % samplesPerRing;
        spectrum[at]! += weight * samples[i]! * cosines[turn]!;
        spectrum[at + 1]! -= weight * samples[i]! * sines[turn]!;
      }
    }
  }
  return normalised(spectrum);
}

/** Low harmonics are alike in most films, and strong: a limb runs through the middle. */
const emphasis = 1.25;

const cosines = Float64Array.from({ length: samplesPerRing }, (_, i) =>
  Math.cos((2 * Math.PI * i) / samplesPerRing),
);
const sines = Float64Array.from({ length: samplesPerRing }, (_, i) =>
  Math.sin((2 * Math.PI * i) / samplesPerRing),
);

function sampleRing({ rows, columns, pixels }: SmallFilm, radius: number, samples: Float64Array): void {
  for (let i = 0; i < samplesPerRing; i++) {
    const x = columns / 2 + radius * cosines[i]! - 0.5;
    const y = rows / 2 + radius * sines[i]! - 0.5;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - left, y - top];
    const at = (row: number, column: number): number =>
      row < 0 || column < 0 || row >= rows || column >= columns ? 0 : pixels[row * columns + column]!;
    const upper = at(top, left) * (1 - fx) + at(top, left + 1) * fx;
    const lower = at(top + 1, left) * (1 - fx) + at(top + 1, left + 1) * fx;
    samples[i] = upper * (1 - fy) + lower * fy;
  }
}

function normalised(spectrum: Float32Array): RingSpectrum | null {
  const norm = Math.sqrt(spectrum.reduce((sum, value) => sum + value * value, 0));
  if (norm < 1e-6) return null;
  return spectrum.map((value) => value / norm);
}

/** The moduli of a spectrum: what neither turning nor mirroring changes. */
export function moduli(spectrum: RingSpectrum): Float32Array {
  return Float32Array.from({ length: spectrum.length / 2 }, (_, i) =>
    Math.hypot(spectrum[2 * i]!, spectrum[2 * i + 1]!),
  );
}

/** Never less than the likeness of the two spectra that the moduli are of, and far quicker: 1 at most. */
export function likenessBound(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** How far a film is turned, clockwise in radians, after it was mirrored or not, to look like another. */
export interface Pose {
  readonly angle: number;
  readonly mirrored: boolean;
}

/** How alike two films are at best: 1 for copies. */
export interface Likeness extends Pose {
  readonly value: number;
}

/** The highest correlation of two films over all angles, mirrored or not, and the pose of `b` that gives it. */
export function likeness(a: RingSpectrum, b: RingSpectrum): Likeness {
  const straight = new Float64Array(2 * harmonics);
  const mirrored = new Float64Array(2 * harmonics);
  for (let i = 0; i < a.length; i += 2) {
    const at = i % (2 * harmonics);
    const [ar, ai, br, bi] = [a[i]!, a[i + 1]!, b[i]!, b[i + 1]!];
    straight[at]! += ar * br + ai * bi;
    straight[at + 1]! += ai * br - ar * bi;
    mirrored[at]! += ar * br - ai * bi;
    mirrored[at + 1]! += ai * br + ar * bi;
  }
  const [plain, turned] = [highest(straight), highest(mirrored)];
  return turned.value > plain.value ? { ...turned, mirrored: true } : { ...plain, mirrored: false };
}

/** The maximum over the angle of a sum of harmonics. */
function highest(sums: Float64Array): Omit<Likeness, 'mirrored'> {
  let [most, best] = [-Infinity, 0];
  for (let step = 0; step < angles; step++) {
    let value = 0;
    for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
      const turn = (harmonic * step) % angles;
      value += sums[2 * harmonic - 2]! * angleCosines[turn]! + sums[2 * harmonic - 1]! * angleSines[turn]!;
    }
    if (value > most) [most, best] = [value, step];
  }
  return { value: most, angle: (-2 * Math.PI * best) / angles };
}

const angles = 120;
const angleCosines = Float64Array.from({ length: angles }, (_, i) => Math.cos((2 * Math.PI * i) / angles));
const angleSines = Float64Array.from({ length: angles }, (_, i) => Math.sin((2 * Math.PI * i) / angles));
