import type { PixelDescription } from '../dicom/image-description.ts';
import { pixelShape } from '../imaging/frame-size.ts';
import { knowledgeText, type Ruler } from '../measure/ruler.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** A bank or identity card by ISO/IEC 7810 ID-1, in millimetres: what everybody has at hand. */
export const card = { width: 85.6, height: 53.98 };

/** Millimetres to a device pixel: of a telephone, and of a wall of a television set. */
export const finestPixel = 0.03;
export const coarsestPixel = 1;
/** What most monitors have, to begin with: 96 to the inch. */
export const usualPixel = 25.4 / 96;

/** Why a film cannot be shown at its true size. */
export type TrueSizeRefusal = 'noSpacing' | 'unevenSpacing';

/**
 * The device pixels to a square unit of the film at which a millimetre measured on it is one on the glass.
 *
 * @param millimetresPerPixel of the monitor, a device pixel
 */
export function trueScale(
  { unit, steps }: Pick<Ruler, 'unit' | 'steps'>,
  pixels: Pick<PixelDescription, 'pixelAspectRatio'>,
  millimetresPerPixel: number,
): number | TrueSizeRefusal {
  if (unit !== 'mm') return 'noSpacing';
  const shape = pixelShape(pixels);
  const [across, down] = [steps.across / shape.width, steps.down / shape.height];
  // Rows and columns whose sizes do not go with the shape of the pixels would be true one way only.
  return Math.abs(across - down) > 0.01 * across ? 'unevenSpacing' : across / millimetresPerPixel;
}

export const trueSizeRefusals: Readonly<Record<TrueSizeRefusal, Phrase>> = {
  noSpacing: 'No true size: the film does not say how large its pixels are. Calibrate it by something known.',
  unevenSpacing: 'No true size: the rows and columns of the film are spaced unlike its pixels’ shape.',
};

/** `True size at detector`: as true as the spacing that it goes by. */
export function trueSizeWords({ known }: Pick<Ruler, 'known'>, say: Say = sayEnglish): string {
  return say('True size, {knowledge}', { knowledge: knowledgeText(known, say) });
}

/** Whether a film at one scale is, for any eye, at another. */
export function isSameScale(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6 * b;
}
