import type { PixelDescription } from '../dicom/image-description.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { squareSize, storedSize } from './frame-size.ts';
import { greyPlane } from './grey.ts';
import type { InputSpec } from './input-spec.ts';
import { letterbox, type Letterbox } from './letterbox.ts';
import { modalityTransform } from './modality-lut.ts';
import { paddingTest } from './pixel-padding.ts';
import { lowIsBright } from './polarity.ts';
import { resampleArea, type Plane } from './resample-area.ts';
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
  const { rows: imageRows, columns: imageColumns } = frame.description.pixels;
  const { width, height } = squareSize(frame.description.pixels);
  // Pixels that are not square are made so, or the network would see squashed bones.
  const placement = { ...letterbox(height, width, spec.rows, spec.columns), imageRows, imageColumns };
  const content = resampleFrame(frame, placement.contentRows, placement.contentColumns);
  return normalizeContent(content, placement, spec);
}

/**
 * The frame's modality values, bright where the film is bright (MONOCHROME1 negated), as one channel of
 * `rows * columns` values in C order: version 1 up to its robust window.
 *
 * The films that version 1 was made with have neither padding nor a Modality LUT Sequence nor fractions. Where a
 * film has them, padding becomes the film's own darkest value, as a collimated edge has, and tables come before
 * the averaging, which they do not commute with.
 */
export function resampleFrame(frame: DecodedFrame, rows: number, columns: number): Float32Array {
  const { pixels } = frame.description;
  if (pixels.samplesPerPixel === 1 && pixels.palette === null && isIrregular(pixels)) {
    const content = resampleArea(modalityPlane(frame), rows, columns);
    if (lowIsBright(pixels)) for (let i = 0; i < content.length; i++) content[i] = -content[i]!;
    return content;
  }
  const content = resampleArea(greyPlane(frame), rows, columns);
  applyModality(content, pixels);
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

function isIrregular(pixels: PixelDescription): boolean {
  return pixels.modalityLut !== null || paddingTest(pixels) !== null;
}

/** Modality values pixel by pixel, padding as the darkest of the others. */
function modalityPlane(frame: DecodedFrame): Plane {
  const { pixels } = frame.description;
  const toModality = modalityTransform(pixels);
  const isPadding = paddingTest(pixels) ?? (() => false);
  const values = Float32Array.from(frame.storedValues, (value) =>
    isPadding(value) ? NaN : toModality(value),
  );
  const darkest = darkestOf(values, lowIsBright(pixels));
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = darkest;
  return { ...storedSize(frame), values };
}

/** NaN and what no 32 bits can hold count for nothing; where there is nothing else the answer is 0. */
function darkestOf(values: Float32Array, highIsDark: boolean): number {
  let darkest = highIsDark ? -Infinity : Infinity;
  for (const value of values)
    if (Number.isFinite(value)) darkest = highIsDark ? Math.max(darkest, value) : Math.min(darkest, value);
  return Number.isFinite(darkest) ? darkest : 0;
}

/** Rescaling and inversion are affine, so doing them after the resampling changes nothing but the cost. */
function applyModality(values: Float32Array, pixels: PixelDescription): void {
  const sign = lowIsBright(pixels) ? -1 : 1;
  const slope = sign * pixels.rescaleSlope;
  const intercept = sign * pixels.rescaleIntercept;
  if (slope === 1 && intercept === 0) return;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * slope + intercept;
}
