import type { Thumbnail } from '../contract/ipc.ts';
import { shutterGrey } from './annotations.ts';
import type { DecodedFrame } from './decoded-frame.ts';
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
  const shown = displayValues(coloured, defaultVoi(coloured), false);
  closeShutters(coloured, shown);
  const rgba = new Uint8ClampedArray(rows * columns * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    if (samplesPerPixel === 1 && channel > 0) break;
    const values = resampleArea(planeOf(coloured, shown, channel), rows, columns);
    for (let i = 0; i < values.length; i++)
      if (samplesPerPixel === 1) rgba.fill(values[i]!, 4 * i, 4 * i + 3);
      else rgba[4 * i + channel] = values[i]!;
  }
  return { rows, columns, rgba };
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
