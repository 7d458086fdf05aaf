import type { PixelDescription } from '../dicom/image-description.ts';
import { lookUp } from './look-up.ts';

type Rescale = Pick<PixelDescription, 'rescaleSlope' | 'rescaleIntercept'>;

/** A stored value in modality units: the linear Modality LUT of PS3.3 C.11.1.1.2. */
export function modalityValue(storedValue: number, { rescaleSlope, rescaleIntercept }: Rescale): number {
  return storedValue * rescaleSlope + rescaleIntercept;
}

/**
 * From stored values to modality units by the table of the Modality LUT Sequence where there is one
 * (PS3.3 C.11.1.1.1), by the rescale otherwise. Colour has no Modality LUT.
 */
export function modalityTransform(pixels: PixelDescription): (storedValue: number) => number {
  const { modalityLut, samplesPerPixel } = pixels;
  if (samplesPerPixel === 3) return (storedValue) => storedValue;
  if (modalityLut) return (storedValue) => lookUp(modalityLut, storedValue);
  return (storedValue) => modalityValue(storedValue, pixels);
}
