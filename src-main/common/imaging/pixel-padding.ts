import type { PixelDescription } from '../dicom/image-description.ts';

/**
 * Tells the stored values that are no part of the picture: the padding of PS3.3 C.7.5.1.1.2, whose ends belong
 * to it, and in floating-point pixels what is no number. Null where every value counts.
 */
export function paddingTest(pixels: PixelDescription): ((storedValue: number) => boolean) | null {
  const { pixelPadding, sampleType, samplesPerPixel } = pixels;
  const padding = samplesPerPixel === 1 ? pixelPadding : null;
  if (padding === null) return sampleType === 'float' ? (storedValue) => !Number.isFinite(storedValue) : null;
  const { lower, upper } = padding;
  return (storedValue) => !Number.isFinite(storedValue) || (storedValue >= lower && storedValue <= upper);
}
