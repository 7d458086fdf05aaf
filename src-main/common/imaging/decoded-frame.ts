import type { ImageDescription } from '../dicom/image-description.ts';
import type { OverlayPlane } from './overlay-plane.ts';

/** Stored values in C order (row, column, sample), one array element a sample. */
export type StoredValues =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Zeros of the same type. */
export function emptyLike(values: StoredValues, length: number): StoredValues {
  return new (values.constructor as new (length: number) => StoredValues)(length);
}

/** One frame as decoded: before the Modality LUT, before any window, colour as RGB. */
export interface DecodedFrame {
  readonly description: ImageDescription;
  /** Counted from 0. */
  readonly frame: number;
  /**
   * 1 for the whole image; n for a first look from a lower resolution level, where each value stands for n x n
   * pixels and the array holds `ceil(rows / n) * ceil(columns / n)` pixels.
   */
  readonly reduction: number;
  readonly overlays: readonly OverlayPlane[];
  /**
   * `rows * columns * samplesPerPixel` values, divided as `reduction` says. The owner is whoever asked for the decoding;
   * the array is transferred, not copied, between threads.
   */
  readonly storedValues: StoredValues;
}
