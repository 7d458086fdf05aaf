import type { SpacingAttributes } from '../dicom/image-description.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** What a distance on the film is a distance in (PS3.3 10.7.1). */
export type SpacingKnowledge = 'calibrated' | 'magnificationCorrected' | 'atDetector' | 'unknown';

/** How large a pixel is and, which matters as much, how that is known. */
export interface PhysicalPixelSize {
  /** Millimetres from row to row; null where the file names no size at all. */
  readonly rowSpacing: number | null;
  readonly columnSpacing: number | null;
  readonly known: SpacingKnowledge;
  /** One sentence for people: which attributes say so. */
  readonly basis: string;
}

type Spacing = readonly [row: number, column: number];

/** Modalities whose pixels lie in a plane of the patient, so that Pixel Spacing needs no caveat (10.7.1.3). */
const crossSectional: readonly string[] = ['CT', 'MR', 'PT', 'NM', 'OCT', 'US', 'IVUS', 'BDUS'];

/**
 * The one size of a pixel (PS3.3 10.7.1.1 to 10.7.1.3). A size at the detector is larger than the patient by the
 * magnification, so it is never given without saying so: Pixel Spacing equal to Imager Pixel Spacing is one,
 * whatever it is called, unless a calibration type stands beside it. A magnification factor that is not a number
 * above 0 is ignored.
 */
export function physicalPixelSize(
  attributes: SpacingAttributes | null,
  modality: string | null,
  say: Say = sayEnglish,
): PhysicalPixelSize {
  const pixel = usable(attributes?.pixelSpacing);
  const imager = usable(attributes?.imagerPixelSpacing);
  const calibration = attributes?.pixelSpacingCalibrationType ?? null;
  if (pixel && calibration)
    return size(pixel, 'calibrated', say('Calibrated in the file ({kind}).', { kind: calibration }));
  if (imager) return ofProjection(pixel, imager, attributes?.estimatedRadiographicMagnificationFactor, say);
  if (pixel && modality !== null && crossSectional.includes(modality))
    return size(pixel, 'calibrated', say('Pixel Spacing in the plane of the patient.'));
  if (pixel)
    return size(pixel, 'unknown', say('The file does not say whether Pixel Spacing holds at the detector.'));
  const scanned = usable(attributes?.nominalScannedPixelSpacing);
  if (scanned) return size(scanned, 'atDetector', say('Spacing on the scanned film.'));
  return {
    rowSpacing: null,
    columnSpacing: null,
    known: 'unknown',
    basis: say('The file names no pixel size.'),
  };
}

function ofProjection(
  pixel: Spacing | null,
  imager: Spacing,
  factor: number | null | undefined,
  say: Say,
): PhysicalPixelSize {
  if (pixel && !areEqual(pixel, imager)) {
    const isCorrected = isFactor(factor) && areEqual(pixel, dividedBy(imager, factor));
    return isCorrected
      ? size(
          pixel,
          'magnificationCorrected',
          say('Pixel Spacing, corrected for magnification {factor}.', { factor }),
        )
      : size(
          pixel,
          'calibrated',
          say('Pixel Spacing differs from the detector’s; the file does not say how.'),
        );
  }
  if (isFactor(factor))
    return size(
      dividedBy(imager, factor),
      'magnificationCorrected',
      say('Imager Pixel Spacing divided by the estimated magnification {factor}.', { factor }),
    );
  return size(
    imager,
    'atDetector',
    pixel ? say('Pixel Spacing is the detector’s own, uncorrected.') : say('Imager Pixel Spacing.'),
  );
}

function size([rowSpacing, columnSpacing]: Spacing, known: SpacingKnowledge, basis: string) {
  return { rowSpacing, columnSpacing, known, basis };
}

function usable(spacing: Spacing | null | undefined): Spacing | null {
  return spacing?.every((value) => Number.isFinite(value) && value > 0) ? spacing : null;
}

function isFactor(factor: number | null | undefined): factor is number {
  return typeof factor === 'number' && Number.isFinite(factor) && factor > 0;
}

function dividedBy([row, column]: Spacing, factor: number): Spacing {
  return [row / factor, column / factor];
}

/** Up to the digits that a decimal string of 16 characters may have lost. */
function areEqual(a: Spacing, b: Spacing): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) <= 1e-4 * value);
}
