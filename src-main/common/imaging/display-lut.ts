import type { ImageDescription, PixelDescription } from '../dicom/image-description.ts';
import { modalityTransform } from './modality-lut.ts';
import { paddingTest } from './pixel-padding.ts';
import { lowIsBright } from './polarity.ts';
import { voiTransform, type Voi } from './voi.ts';

/** Eight bits for the screen for each value that a frame's array can hold. */
export interface DisplayLut {
  /** The stored value that `lut[0]` is for. */
  readonly firstStoredValue: number;
  readonly lut: Uint8ClampedArray;
}

/**
 * A stored value's brightness in [0, 1] by the greyscale pipeline in the order of PS3.4 N.2: Modality LUT, VOI
 * LUT, the polarity of the Presentation LUT Shape, then the inversion that the person asked for. Padding is not
 * displayed (PS3.3 C.7.5.1.1.2): it stays black whatever is inverted, so that a bright frame dazzles nobody.
 */
export function brightnessTransform(
  pixels: PixelDescription,
  voi: Voi,
  invert: boolean,
): (storedValue: number) => number {
  const toModality = modalityTransform(pixels);
  const toIntensity = voiTransform(pixels, voi);
  const isInverted = lowIsBright(pixels) !== invert;
  const isPadding = paddingTest(pixels);
  return (storedValue) => {
    if (isPadding?.(storedValue)) return 0;
    const intensity = toIntensity(toModality(storedValue));
    return isInverted ? 1 - intensity : intensity;
  };
}

/** Whether a table of all stored values is small: integers of up to 16 bits. */
export function fitsTable({ sampleType, bitsAllocated }: PixelDescription): boolean {
  return sampleType === 'integer' && bitsAllocated <= 16;
}

/** The whole display pipeline of a frame of at most 16 bits as one table; see `brightnessTransform`. */
export function displayLut({ pixels }: ImageDescription, voi: Voi, invert: boolean): DisplayLut {
  // Single bits are handed over a byte each.
  const size = 2 ** Math.max(8, pixels.bitsAllocated);
  const firstStoredValue = pixels.pixelRepresentation === 1 ? -size / 2 : 0;
  const lut = new Uint8ClampedArray(size);
  const brightness = brightnessTransform(pixels, voi, invert);
  for (let i = 0; i < size; i++) lut[i] = 255 * brightness(firstStoredValue + i);
  return { firstStoredValue, lut };
}
