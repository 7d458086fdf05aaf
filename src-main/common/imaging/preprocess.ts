import type { PixelDescription } from '../dicom/image-description.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { greyPlane } from './grey.ts';
import type { InputSpec } from './input-spec.ts';
import { letterbox, type Letterbox } from './letterbox.ts';
import { resampleArea } from './resample-area.ts';
import { robustWindow } from './robust-window.ts';

/** What the network is given. */
export interface ModelInput {
  /** `spec.rows * spec.columns` normalised intensities in C order, one channel. */
  readonly pixels: Float32Array;
  readonly letterbox: Letterbox;
}

/**
 * Preprocessing version 1, the only road from a decoded frame to the model, for training and serving alike.
 * It knows nothing of the display window. Changing what it computes needs a new version and a new model.
 */
export function preprocess(frame: DecodedFrame, spec: InputSpec): ModelInput {
  const { rows, columns } = frame.description.pixels;
  const placement = letterbox(rows, columns, spec.rows, spec.columns);
  const content = resampleFrame(frame, placement.contentRows, placement.contentColumns);
  return normalizeContent(content, placement, spec);
}

/**
 * The frame's modality values, bright where the film is bright (MONOCHROME1 negated), as one channel of
 * `rows * columns` values in C order: version 1 up to its robust window.
 */
export function resampleFrame(frame: DecodedFrame, rows: number, columns: number): Float32Array {
  const content = resampleArea(greyPlane(frame), rows, columns);
  applyModality(content, frame.description.pixels);
  return content;
}

/**
 * Version 1 from the robust window on. `content` holds `contentRows * contentColumns` values of the
 * placement and is overwritten.
 */
export function normalizeContent(content: Float32Array, placement: Letterbox, spec: InputSpec): ModelInput {
  const { contentRows, contentColumns, top, left } = placement;
  robustWindow(content, spec.lowerPercentile, spec.upperPercentile);
  for (let i = 0; i < content.length; i++) content[i] = (content[i]! - spec.mean) / spec.std;
  const pixels = new Float32Array(spec.rows * spec.columns).fill((spec.padValue - spec.mean) / spec.std);
  for (let row = 0; row < contentRows; row++) {
    const line = content.subarray(row * contentColumns, (row + 1) * contentColumns);
    pixels.set(line, (top + row) * spec.columns + left);
  }
  return { pixels, letterbox: placement };
}

/** Rescaling and inversion are affine, so doing them after the resampling changes nothing but the cost. */
function applyModality(values: Float32Array, pixels: PixelDescription): void {
  const sign = pixels.photometricInterpretation === 'MONOCHROME1' ? -1 : 1;
  const slope = sign * pixels.rescaleSlope;
  const intercept = sign * pixels.rescaleIntercept;
  if (slope === 1 && intercept === 0) return;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * slope + intercept;
}
