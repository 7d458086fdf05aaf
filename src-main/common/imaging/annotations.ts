import type { DecodedFrame } from './decoded-frame.ts';
import { overlayMask } from './overlay-mask.ts';
import { shutterMask } from './shutter-mask.ts';

/** An RGBA picture that lies pixel for pixel over the whole image, not premultiplied. */
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
 * Shutter and overlays as one layer: the file's grey, black if it names none, where the shutter hides, then the overlays in white with a dark rim,
 * which a shutter does not hide. Null where there is nothing to lay over the film.
 */
export function annotationRaster(frame: DecodedFrame, choice: AnnotationChoice): AnnotationRaster | null {
  const hidden = choice.shutter ? shutterMask(frame) : null;
  const graphics = choice.overlays ? overlayMask(frame) : null;
  if (hidden === null && graphics === null) return null;
  const { rows, columns, shutterPresentationValue } = frame.description.pixels;
  const rgba = new Uint8ClampedArray(rows * columns * 4);
  const pixels = new Uint32Array(rgba.buffer);
  const shut = word(shutterGrey(shutterPresentationValue), 255);
  if (hidden) for (let i = 0; i < hidden.length; i++) if (hidden[i] === 1) pixels[i] = shut;
  if (graphics) drawGraphics(pixels, graphics, rows, columns, shut);
  return { rows, columns, rgba };
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
