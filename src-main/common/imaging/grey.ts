import type { DecodedFrame } from './decoded-frame.ts';
import { storedSize } from './frame-size.ts';
import { inTrueColour } from './palette.ts';
import type { Plane } from './resample-area.ts';

/** One channel of stored values: the frame itself when grey, its BT.601 luma when RGB or PALETTE COLOR. */
export function greyPlane(frame: DecodedFrame): Plane {
  const { description, storedValues } = inTrueColour(frame);
  const { rows, columns } = storedSize(frame);
  if (description.pixels.samplesPerPixel === 1) return { rows, columns, values: storedValues };
  const values = new Float32Array(rows * columns);
  const rgb = new Float32Array(3 * columns);
  for (let row = 0; row < rows; row++) {
    rgb.set(storedValues.subarray(row * 3 * columns, (row + 1) * 3 * columns));
    for (let column = 0, i = 0; column < columns; column++, i += 3)
      values[row * columns + column] = 0.299 * rgb[i]! + 0.587 * rgb[i + 1]! + 0.114 * rgb[i + 2]!;
  }
  return { rows, columns, values };
}

/** The largest distance between the samples of a grey pixel saved as colour, of full scale: JPEG's rounding. */
const greyTolerance = 6 / 255;
/** A coloured arrow or letter on a film takes up less of it. */
const mostColouredPixels = 0.01;

/**
 * True for frames of one sample a pixel, and for colour ones, palettes looked up, that are grey but for JPEG's rounding on 99 % of their
 * pixels: a film with a coloured mark is still a film, a photograph is not.
 */
export function isGreyscale(frame: DecodedFrame): boolean {
  const { description, storedValues } = inTrueColour(frame);
  if (description.pixels.samplesPerPixel === 1) return true;
  const tolerance = greyTolerance * (2 ** description.pixels.bitsStored - 1);
  let coloured = 0;
  for (let i = 0; i < storedValues.length; i += 3) {
    const r = storedValues[i]!;
    const g = storedValues[i + 1]!;
    const b = storedValues[i + 2]!;
    if (Math.max(r, g, b) - Math.min(r, g, b) > tolerance) coloured++;
  }
  return coloured <= (mostColouredPixels * storedValues.length) / 3;
}
