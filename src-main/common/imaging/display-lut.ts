import type { ImageDescription } from '../dicom/image-description.ts';
import { modalityValue } from './modality-lut.ts';
import { applyWindowLevel, type WindowLevel } from './window-level.ts';

/** Eight bits for the screen for each value that a frame's array can hold. */
export interface DisplayLut {
  /** The stored value that `lut[0]` is for. */
  readonly firstStoredValue: number;
  readonly lut: Uint8ClampedArray;
}

/**
 * The whole display pipeline of a frame as one table: Modality LUT, the LINEAR window of PS3.3
 * C.11.2.1.2.1 onto 0..255, the inversion of MONOCHROME1, then the one that the person asked for.
 */
export function displayLut({ pixels }: ImageDescription, window: WindowLevel, invert: boolean): DisplayLut {
  const size = 2 ** pixels.bitsAllocated;
  const firstStoredValue = pixels.pixelRepresentation === 1 ? -size / 2 : 0;
  const lut = new Uint8ClampedArray(size);
  const isInverted = (pixels.photometricInterpretation === 'MONOCHROME1') !== invert;
  for (let i = 0; i < size; i++) {
    const intensity = applyWindowLevel(modalityValue(firstStoredValue + i, pixels), window);
    lut[i] = 255 * (isInverted ? 1 - intensity : intensity);
  }
  return { firstStoredValue, lut };
}
