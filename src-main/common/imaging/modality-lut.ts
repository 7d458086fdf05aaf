import type { PixelDescription } from '../dicom/image-description.ts';

type Rescale = Pick<PixelDescription, 'rescaleSlope' | 'rescaleIntercept'>;

/** A stored value in modality units: the linear Modality LUT of PS3.3 C.11.1.1.2. */
export function modalityValue(storedValue: number, { rescaleSlope, rescaleIntercept }: Rescale): number {
  return storedValue * rescaleSlope + rescaleIntercept;
}
