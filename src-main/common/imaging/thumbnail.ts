import type { Thumbnail } from '../contract/ipc.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { defaultWindow } from './default-window.ts';
import { modalityValue } from './modality-lut.ts';
import { resampleArea, type Plane } from './resample-area.ts';
import { applyWindowLevel } from './window-level.ts';

/** A small picture of a frame in its default window, `longSide` pixels along its longer side at most. */
export function renderThumbnail(frame: DecodedFrame, longSide: number): Thumbnail {
  const { pixels } = frame.description;
  const scale = Math.min(1, longSide / Math.max(pixels.rows, pixels.columns));
  const rows = Math.max(1, Math.round(pixels.rows * scale));
  const columns = Math.max(1, Math.round(pixels.columns * scale));
  const window = defaultWindow(frame);
  const isInverted = pixels.photometricInterpretation === 'MONOCHROME1';
  const rgba = new Uint8ClampedArray(rows * columns * 4).fill(255);
  for (let sample = 0; sample < pixels.samplesPerPixel; sample++) {
    const values = resampleArea(planeOf(frame, sample), rows, columns);
    for (let i = 0; i < values.length; i++) {
      const intensity = applyWindowLevel(modalityValue(values[i]!, pixels), window);
      const brightness = 255 * (isInverted ? 1 - intensity : intensity);
      if (pixels.samplesPerPixel === 1) rgba.fill(brightness, 4 * i, 4 * i + 3);
      else rgba[4 * i + sample] = brightness;
    }
  }
  return { rows, columns, rgba };
}

function planeOf({ description, storedValues }: DecodedFrame, sample: number): Plane {
  const { rows, columns, samplesPerPixel } = description.pixels;
  if (samplesPerPixel === 1) return { rows, columns, values: storedValues };
  const values = new Uint16Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = storedValues[3 * i + sample]!;
  return { rows, columns, values };
}
