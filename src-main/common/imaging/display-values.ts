import type { DecodedFrame } from './decoded-frame.ts';
import { brightnessTransform, displayLut, fitsTable } from './display-lut.ts';
import type { Voi } from './voi.ts';

/** Every sample of a frame as the eight bits of the screen; what a table allows goes through the table. */
export function displayValues(
  frame: Pick<DecodedFrame, 'description' | 'storedValues'>,
  voi: Voi,
  invert: boolean,
): Uint8ClampedArray {
  const { description, storedValues } = frame;
  const shown = new Uint8ClampedArray(storedValues.length);
  if (fitsTable(description.pixels)) {
    const { firstStoredValue, lut } = displayLut(description, voi, invert);
    for (let i = 0; i < shown.length; i++) shown[i] = lut[storedValues[i]! - firstStoredValue]!;
    return shown;
  }
  const brightness = brightnessTransform(description.pixels, voi, invert);
  for (let i = 0; i < shown.length; i++) shown[i] = 255 * brightness(storedValues[i]!);
  return shown;
}

/** Greys or RGB as the bytes of a canvas, opaque. */
export function opaqueRgba(values: Uint8ClampedArray, samplesPerPixel: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray((values.length / samplesPerPixel) * 4).fill(255);
  for (let pixel = 0, from = 0; from < values.length; pixel++, from += samplesPerPixel)
    for (let channel = 0; channel < 3; channel++)
      rgba[4 * pixel + channel] = values[from + (samplesPerPixel === 1 ? 0 : channel)]!;
  return rgba;
}

/** As `displayValues`, for outputs of 9 to 16 bits: the brightest is `2 ** bits - 1`. */
export function deepDisplayValues(frame: DecodedFrame, voi: Voi, invert: boolean, bits: number): Uint16Array {
  const { description, storedValues } = frame;
  const brightness = brightnessTransform(description.pixels, voi, invert);
  const fullScale = 2 ** bits - 1;
  return Uint16Array.from(storedValues, (value) => Math.round(fullScale * brightness(value)));
}
