import type { PixelDescription } from '../dicom/image-description.ts';

/**
 * Whether the lowest values are shown brightest. Presentation LUT Shape (2050,0020) decides where the file has
 * it (PS3.3 C.11.6.1.2): INVERSE on a MONOCHROME1 image says the same thing twice and inverts once. Without it
 * MONOCHROME1 inverts (C.7.6.3.1.2). Either way it happens after the VOI LUT.
 */
export function lowIsBright({
  presentationLutShape,
  photometricInterpretation,
}: Pick<PixelDescription, 'presentationLutShape' | 'photometricInterpretation'>): boolean {
  if (presentationLutShape !== null) return presentationLutShape === 'INVERSE';
  return photometricInterpretation === 'MONOCHROME1';
}
