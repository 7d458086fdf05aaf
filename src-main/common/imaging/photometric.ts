import type { StoredValues } from './decoded-frame.ts';

/** Turns unsigned YBR_FULL samples (PS3.3 C.7.6.3.1.2), interleaved by pixel, into RGB in place. */
export function ybrFullToRgb(samples: Uint8Array | Uint16Array, bitsStored: number): void {
  const zero = 2 ** (bitsStored - 1);
  const full = 2 ** bitsStored - 1;
  const toSample = (value: number): number => Math.min(full, Math.max(0, Math.round(value)));
  for (let i = 0; i < samples.length; i += 3) {
    const y = samples[i]!;
    const cb = samples[i + 1]! - zero;
    const cr = samples[i + 2]! - zero;
    samples[i] = toSample(y + 1.402 * cr);
    samples[i + 1] = toSample(y - 0.344136 * cb - 0.714136 * cr);
    samples[i + 2] = toSample(y + 1.772 * cb);
  }
}

/** Spreads YBR_FULL_422, where two pixels `Y1 Y2 Cb Cr` share their chroma, to three samples a pixel. */
export function expand422(packed: Uint8Array, pixelCount: number): Uint8Array {
  const samples = new Uint8Array(3 * pixelCount);
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const pair = (pixel >> 1) * 4;
    samples[3 * pixel] = packed[pair + (pixel & 1)]!;
    samples[3 * pixel + 1] = packed[pair + 2]!;
    samples[3 * pixel + 2] = packed[pair + 3]!;
  }
  return samples;
}

/** Reorders colour by plane (Planar Configuration 1) to colour by pixel. */
export function interleavePlanes<T extends StoredValues>(planes: T): T {
  const interleaved = planes.slice() as T;
  const pixelCount = planes.length / 3;
  for (let sample = 0; sample < 3; sample++)
    for (let pixel = 0; pixel < pixelCount; pixel++)
      interleaved[3 * pixel + sample] = planes[sample * pixelCount + pixel]!;
  return interleaved;
}
