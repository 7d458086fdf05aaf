import type { PixelDescription, VoiLutFunction } from '../dicom/image-description.ts';
import { fullScaleOf, lookUp } from './look-up.ts';
import { windowFunctions, type WindowLevel } from './window-level.ts';

/** A window and the function that applies it. */
export interface WindowVoi extends WindowLevel {
  readonly kind: 'window';
  readonly function: VoiLutFunction;
}

/** One item, counted from 0, of the file's VOI LUT Sequence. */
export interface TableVoi {
  readonly kind: 'table';
  readonly index: number;
}

/** The values of interest: one window or one table, never both at once (PS3.3 C.11.2). */
export type Voi = WindowVoi | TableVoi;

export function windowVoi(
  { center, width }: WindowLevel,
  voiLutFunction: VoiLutFunction = 'LINEAR',
): WindowVoi {
  return { kind: 'window', center, width, function: voiLutFunction };
}

/**
 * From modality units to intensities in [0, 1], 0 for the lowest values of interest. A table's entries span
 * the range that its bits per entry allow (PS3.3 C.11.2.1.1).
 *
 * @throws RangeError for a window that its function forbids, or a table that the file does not have.
 */
export function voiTransform(pixels: PixelDescription, voi: Voi): (modalityValue: number) => number {
  if (voi.kind === 'window') {
    const apply = windowFunctions[voi.function];
    return (value) => apply(value, voi);
  }
  const table = pixels.voiLuts[voi.index];
  if (!table) throw new RangeError(`The file has no VOI LUT ${voi.index}`);
  const fullScale = fullScaleOf(table);
  return (value) => Math.min(1, lookUp(table, value) / fullScale);
}
