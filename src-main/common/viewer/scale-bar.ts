import type { PixelDescription } from '../dicom/image-description.ts';
import { pixelShape } from '../imaging/frame-size.ts';
import { knowledgeText, type Ruler } from '../measure/ruler.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** A bar of a round length over the film. */
export interface ScaleBar {
  /** In device pixels. */
  readonly length: number;
  readonly millimetres: number;
  /** `5 cm at detector`: the length, and how it is known. */
  readonly label: string;
}

/**
 * The longest bar of 1, 2 or 5 times a power of ten millimetres that is no longer than `longest` device pixels, of
 * a film at `scale` device pixels a square unit. Null where lengths are in pixels, and where rows and columns
 * have sizes that do not go with the shape of the pixels, so that a bar would hold one way only.
 */
export function scaleBar(
  { unit, steps, known }: Ruler,
  pixels: Pick<PixelDescription, 'pixelAspectRatio'>,
  scale: number,
  longest: number,
  say: Say = sayEnglish,
): ScaleBar | null {
  const shape = pixelShape(pixels);
  const [across, down] = [steps.across / shape.width, steps.down / shape.height];
  if (unit !== 'mm' || Math.abs(across - down) > 0.01 * across) return null;
  const pixelsPerMillimetre = scale / across;
  const millimetres = roundBelow(longest / pixelsPerMillimetre);
  const size =
    millimetres >= 10
      ? `${say('{value}', { value: millimetres / 10 })} cm`
      : `${say('{value}', { value: millimetres })} mm`;
  return {
    length: millimetres * pixelsPerMillimetre,
    millimetres,
    label: `${size} ${knowledgeText(known, say)}`,
  };
}

function roundBelow(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const digit = [5, 2].find((one) => one * power <= length) ?? 1;
  // A power below 1 is not exact: 0.30000000000000004.
  return Number((digit * power).toPrecision(1));
}
