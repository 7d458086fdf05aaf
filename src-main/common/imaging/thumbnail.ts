import type { Thumbnail } from '../contract/ipc.ts';
import { shutterGrey } from './annotations.ts';
import { emptyLike, type DecodedFrame } from './decoded-frame.ts';
import { defaultVoi } from './default-voi.ts';
import { displayValues } from './display-values.ts';
import { squareSize, storedSize } from './frame-size.ts';
import { inTrueColour } from './palette.ts';
import { resampleArea, type Plane } from './resample-area.ts';
import { shutterMask } from './shutter-mask.ts';

/**
 * A small picture of a frame as it opens, `longSide` pixels along its longer side at most: under its default
 * values of interest, its shutters closed, its pixels square.
 */
export function renderThumbnail(frame: DecodedFrame, longSide: number): Thumbnail {
  const coloured = inTrueColour(frame);
  const { samplesPerPixel } = coloured.description.pixels;
  const { width, height } = squareSize(coloured.description.pixels);
  const scale = Math.min(1, longSide / Math.max(width, height));
  const rows = Math.max(1, Math.round(height * scale));
  const columns = Math.max(1, Math.round(width * scale));
  const thin = thinned(coloured, Math.max(rows, columns));
  const shown = displayValues(thin, defaultVoi(coloured), false);
  closeShutters(thin, shown);
  const rgba = new Uint8ClampedArray(rows * columns * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    if (samplesPerPixel === 1 && channel > 0) break;
    const values = resampleArea(planeOf(thin, shown, channel), rows, columns);
    for (let i = 0; i < values.length; i++)
      if (samplesPerPixel === 1) rgba.fill(values[i]!, 4 * i, 4 * i + 3);
      else rgba[4 * i + channel] = values[i]!;
  }
  return { rows, columns, rgba };
}

/** Samples averaged into one of the thumbnail, each way: more would not be seen in it and cost most of the time. */
const averagedSamples = 3;

/** One sample in n each way, so many that enough are left to average. */
function thinned(frame: DecodedFrame, longSide: number): DecodedFrame {
  const { rows, columns } = storedSize(frame);
  const step = Math.floor(Math.max(rows, columns) / (averagedSamples * longSide));
  if (step < 2) return frame;
  const thin = { ...frame, reduction: frame.reduction * step };
  const size = storedSize(thin);
  const { samplesPerPixel } = frame.description.pixels;
  const values = emptyLike(frame.storedValues, size.rows * size.columns * samplesPerPixel);
  for (let row = 0, to = 0; row < size.rows; row++)
    for (let column = 0; column < size.columns; column++)
      for (let channel = 0; channel < samplesPerPixel; channel++)
        values[to++] = frame.storedValues[(row * columns + column) * step * samplesPerPixel + channel]!;
  return { ...thin, storedValues: values };
}

function closeShutters(frame: DecodedFrame, shown: Uint8ClampedArray): void {
  const hidden = shutterMask(frame);
  if (hidden === null) return;
  const { samplesPerPixel, columns: wholeColumns, shutterPresentationValue } = frame.description.pixels;
  const shut = shutterGrey(shutterPresentationValue);
  const { rows, columns } = storedSize(frame);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (hidden[(row * wholeColumns + column) * frame.reduction] === 1) {
        const at = (row * columns + column) * samplesPerPixel;
        shown.fill(shut, at, at + samplesPerPixel);
      }
}

function planeOf(frame: DecodedFrame, shown: Uint8ClampedArray, channel: number): Plane {
  const { rows, columns } = storedSize(frame);
  if (frame.description.pixels.samplesPerPixel === 1) return { rows, columns, values: shown };
  const values = new Uint8ClampedArray(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = shown[3 * i + channel]!;
  return { rows, columns, values };
}
