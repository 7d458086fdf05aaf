import type { DecodedFrame } from './decoded-frame.ts';
import { overlayMask, type PixelMask } from './overlay-mask.ts';
import { shutterMask } from './shutter-mask.ts';

/** An RGBA picture that lies over the whole image, whatever its own size, not premultiplied. */
export interface AnnotationRaster {
  readonly rows: number;
  readonly columns: number;
  /** `rows * columns * 4`. */
  readonly rgba: Uint8ClampedArray;
}

/** What of a file's own annotations is shown. */
export interface AnnotationChoice {
  readonly overlays: boolean;
  readonly shutter: boolean;
}

/** How dark the rim is that sets white lines off from white bone. */
const rimAlpha = 160;

/**
 * Shutter and overlays as one layer: the file's grey, black if it names none, where the shutter hides, then the
 * overlays in white with a dark rim, which a shutter does not hide. Null where there is nothing to lay over the
 * film.
 *
 * @param mostPixels A larger image gets a raster of fewer pixels, in which no line of an overlay is lost.
 */
export function annotationRaster(
  frame: DecodedFrame,
  choice: AnnotationChoice,
  mostPixels = Infinity,
): AnnotationRaster | null {
  const hidden = choice.shutter ? shutterMask(frame) : null;
  const graphics = choice.overlays ? overlayMask(frame) : null;
  if (hidden === null && graphics === null) return null;
  const image = frame.description.pixels;
  const step = Math.ceil(Math.sqrt((image.rows * image.columns) / mostPixels)) || 1;
  const [rows, columns] = [Math.ceil(image.rows / step), Math.ceil(image.columns / step)];
  const rgba = new Uint8ClampedArray(rows * columns * 4);
  const pixels = new Uint32Array(rgba.buffer);
  const shut = word(shutterGrey(image.shutterPresentationValue), 255);
  if (hidden) thinned(hidden, image, step).forEach((one, i) => one === 1 && (pixels[i] = shut));
  if (graphics) drawGraphics(pixels, thinned(graphics, image, step), rows, columns, shut);
  return { rows, columns, rgba };
}

/** A mask of one cell for every `step * step` pixels, set where any of them is. */
function thinned(
  mask: PixelMask,
  { rows, columns }: { rows: number; columns: number },
  step: number,
): PixelMask {
  if (step === 1) return mask;
  const width = Math.ceil(columns / step);
  const cells = new Uint8Array(Math.ceil(rows / step) * width);
  for (let i = 0; i < mask.length; i++)
    if (mask[i] === 1)
      cells[Math.floor(Math.floor(i / columns) / step) * width + Math.floor((i % columns) / step)] = 1;
  return cells;
}

const [opaqueWhite, rim] = [word(255, 255), word(0, rimAlpha)];

/** A Shutter Presentation Value (PS3.3 C.7.6.11.1) as eight bits for the screen. */
export function shutterGrey(presentationValue: number): number {
  return Math.round(presentationValue / 257);
}

/** Four bytes of RGBA as the machine's own 32-bit word. */
function word(grey: number, alpha: number): number {
  return new Uint32Array(Uint8Array.of(grey, grey, grey, alpha).buffer)[0]!;
}

function drawGraphics(
  pixels: Uint32Array,
  graphics: Uint8Array,
  rows: number,
  columns: number,
  shut: number,
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (graphics[at] === 1) pixels[at] = opaqueWhite;
      else if (pixels[at] !== shut && touches(graphics, row, column, rows, columns)) pixels[at] = rim;
    }
}

function touches(graphics: Uint8Array, row: number, column: number, rows: number, columns: number): boolean {
  const at = row * columns + column;
  return (
    (column > 0 && graphics[at - 1] === 1) ||
    (column < columns - 1 && graphics[at + 1] === 1) ||
    (row > 0 && graphics[at - columns] === 1) ||
    (row < rows - 1 && graphics[at + columns] === 1)
  );
}
