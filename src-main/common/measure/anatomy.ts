import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { defaultVoi } from '../imaging/default-voi.ts';
import { brightnessTransform } from '../imaging/display-lut.ts';
import { storedSize } from '../imaging/frame-size.ts';
import type { Point } from '../viewer/view-transform.ts';

/** Cells along the longer side: fine enough to keep a label off a finger. */
const cells = 96;
/** Brighter than this share of white is no open background. */
const leastBrightness = 0.12;

/** Tells whether a point of the image, in pixels, lies where something was in the beam. */
export function anatomyOf(frame: DecodedFrame): (point: Point) => boolean {
  const { rows, columns } = storedSize(frame);
  const { pixels } = frame.description;
  const cell = Math.max(1, Math.ceil(Math.max(rows, columns) / cells));
  const brightness = brightnessTransform(pixels, defaultVoi(frame), false);
  const [down, across] = [Math.ceil(rows / cell), Math.ceil(columns / cell)];
  const isBright = Array.from({ length: down * across }, (_, i) => {
    const row = Math.min(rows - 1, Math.floor((Math.floor(i / across) + 0.5) * cell));
    const column = Math.min(columns - 1, Math.floor(((i % across) + 0.5) * cell));
    const at = (row * columns + column) * pixels.samplesPerPixel;
    return brightness(frame.storedValues[at]!) > leastBrightness;
  });
  return ({ x, y }) => {
    const row = Math.floor(y / frame.reduction / cell);
    const column = Math.floor(x / frame.reduction / cell);
    return row >= 0 && column >= 0 && row < down && column < across && isBright[row * across + column]!;
  };
}
