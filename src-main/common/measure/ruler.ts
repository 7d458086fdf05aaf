import type { PixelDescription } from '../dicom/image-description.ts';
import { pixelShape } from '../imaging/frame-size.ts';
import { physicalPixelSize, type SpacingKnowledge } from '../imaging/pixel-size.ts';
import type { Calibration } from './calibration.ts';
import type { PixelSteps } from './geometry.ts';

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
export const knowledgeWords: Readonly<Record<LengthKnowledge, string>> = {
  calibrated: 'calibrated in the file',
  magnificationCorrected: 'magnification-corrected',
  atDetector: 'at detector',
  unknown: 'plane not known',
  byUser: 'calibrated by user',
  pixels: '',
};

/** A person's calibration comes before the file's spacing; without either, lengths are in pixels. */
export function rulerOf(
  pixels: Pick<PixelDescription, 'spacing' | 'pixelAspectRatio'>,
  modality: string | null,
  calibration: Calibration | null,
): Ruler {
  const { width, height } = pixelShape(pixels);
  if (calibration) {
    const { millimetresPerUnit: size, by, millimetres } = calibration;
    const steps = { across: width * size, down: height * size };
    return { steps, unit: 'mm', known: 'byUser', basis: `Calibrated by user: ${by} of ${millimetres} mm.` };
  }
  const { rowSpacing, columnSpacing, known, basis } = physicalPixelSize(pixels.spacing, modality);
  if (rowSpacing === null || columnSpacing === null)
    return { steps: { across: width, down: height }, unit: 'px', known: 'pixels', basis };
  return { steps: { across: columnSpacing, down: rowSpacing }, unit: 'mm', known, basis };
}
