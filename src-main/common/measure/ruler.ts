import type { PixelDescription } from '../dicom/image-description.ts';
import { pixelShape } from '../imaging/frame-size.ts';
import { physicalPixelSize, type SpacingKnowledge } from '../imaging/pixel-size.ts';
import type { Calibration } from './calibration.ts';
import type { PixelSteps } from './geometry.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** How a length on the film is known; `pixels` where it is none in millimetres. */
export type LengthKnowledge = SpacingKnowledge | 'byUser' | 'pixels';

/** What lengths on one film are measured with. */
export interface Ruler {
  readonly steps: PixelSteps;
  /** `px` counts shorter sides of a pixel. */
  readonly unit: 'mm' | 'px';
  readonly known: LengthKnowledge;
  /** One sentence for people. */
  readonly basis: string;
}

/** What stands behind every length, so that none is taken for more than it is. */
export const knowledgeWords: Readonly<Record<LengthKnowledge, Phrase | ''>> = {
  calibrated: 'calibrated in the file',
  magnificationCorrected: 'magnification-corrected',
  atDetector: 'at detector',
  unknown: 'plane not known',
  byUser: 'calibrated by user',
  pixels: '',
};

/** Knowledge in words; empty where there is nothing to say. */
export function knowledgeText(known: LengthKnowledge, say: Say = sayEnglish): string {
  const words = knowledgeWords[known];
  return words === '' ? '' : say(words);
}

/** A person's calibration comes before the file's spacing; without either, lengths are in pixels. */
export function rulerOf(
  pixels: Pick<PixelDescription, 'spacing' | 'pixelAspectRatio'>,
  modality: string | null,
  calibration: Calibration | null,
  say: Say = sayEnglish,
): Ruler {
  const { width, height } = pixelShape(pixels);
  if (calibration) {
    const { millimetresPerUnit: size, by, millimetres } = calibration;
    const steps = { across: width * size, down: height * size };
    const basis =
      by === 'line'
        ? say('Calibrated by user: line of {millimetres} mm.', { millimetres })
        : say('Calibrated by user: object of {millimetres} mm.', { millimetres });
    return { steps, unit: 'mm', known: 'byUser', basis };
  }
  const { rowSpacing, columnSpacing, known, basis } = physicalPixelSize(pixels.spacing, modality, say);
  if (rowSpacing === null || columnSpacing === null)
    return { steps: { across: width, down: height }, unit: 'px', known: 'pixels', basis };
  return { steps: { across: columnSpacing, down: rowSpacing }, unit: 'mm', known, basis };
}
