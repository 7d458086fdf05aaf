import type { ImageDescription } from '../dicom/image-description.ts';

/** Stored values in C order (row, column, sample), one array element a sample. */
export type StoredValues = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** One frame as decoded: before the Modality LUT, before any window, colour as RGB. */
export interface DecodedFrame {
  readonly description: ImageDescription;
  /** Counted from 0. */
  readonly frame: number;
  /**
   * `rows * columns * samplesPerPixel` values. The owner is whoever asked for the decoding;
   * the array is transferred, not copied, between threads.
   */
  readonly storedValues: StoredValues;
}
