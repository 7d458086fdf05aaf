import type { SpacingAttributes } from '#common/dicom/image-description';
import { physicalPixelSize } from '#common/imaging/pixel-size';

const nothing: SpacingAttributes = {
  pixelSpacing: null,
  imagerPixelSpacing: null,
  nominalScannedPixelSpacing: null,
  pixelSpacingCalibrationType: null,
  pixelSpacingCalibrationDescription: null,
  estimatedRadiographicMagnificationFactor: null,
};
const [small, large] = [
  [0.14, 0.14],
  [0.2, 0.2],
] as const;

function judged(attributes: Partial<SpacingAttributes>, modality: string | null = 'DX') {
  const { rowSpacing, columnSpacing, known } = physicalPixelSize({ ...nothing, ...attributes }, modality);
  return [rowSpacing, columnSpacing, known];
}

describe('physicalPixelSize', () => {
  it.each([
    ['Imager Pixel Spacing alone', { imagerPixelSpacing: small }, 0.14, 'atDetector'],
    ['both equal', { imagerPixelSpacing: small, pixelSpacing: small }, 0.14, 'atDetector'],
    [
      'a calibration type',
      { imagerPixelSpacing: large, pixelSpacing: small, pixelSpacingCalibrationType: 'FIDUCIAL' },
      0.14,
      'calibrated',
    ],
    [
      'a calibration type, both equal',
      { imagerPixelSpacing: small, pixelSpacing: small, pixelSpacingCalibrationType: 'GEOMETRY' },
      0.14,
      'calibrated',
    ],
    [
      'a calibration type alone',
      { imagerPixelSpacing: small, pixelSpacingCalibrationType: 'GEOMETRY' },
      0.14,
      'atDetector',
    ],
    ['both different', { imagerPixelSpacing: large, pixelSpacing: small }, 0.14, 'calibrated'],
    [
      'a magnification',
      { imagerPixelSpacing: small, estimatedRadiographicMagnificationFactor: 1.4 },
      0.1,
      'magnificationCorrected',
    ],
    [
      'a magnification, both equal',
      { imagerPixelSpacing: small, pixelSpacing: small, estimatedRadiographicMagnificationFactor: 1.4 },
      0.1,
      'magnificationCorrected',
    ],
    [
      'Pixel Spacing corrected by the magnification',
      {
        imagerPixelSpacing: [0.14, 0.14],
        pixelSpacing: [0.1, 0.1],
        estimatedRadiographicMagnificationFactor: 1.4,
      },
      0.1,
      'magnificationCorrected',
    ],
    ['Pixel Spacing alone', { pixelSpacing: small }, 0.14, 'unknown'],
    ['a scanned film', { nominalScannedPixelSpacing: small }, 0.14, 'atDetector'],
    ['nothing', {}, null, 'unknown'],
  ] as const)('with %s', (_, attributes, spacing, known) => {
    const near = spacing === null ? null : expect.closeTo(spacing, 9);
    expect(judged(attributes)).toEqual([near, near, known]);
  });

  it.each([0, -1.2, NaN, Infinity])('ignores a magnification of %d', (factor) => {
    const attributes = { imagerPixelSpacing: small, estimatedRadiographicMagnificationFactor: factor };
    expect(judged(attributes)).toEqual([0.14, 0.14, 'atDetector']);
  });

  it('ignores a spacing that no pixel can have', () => {
    expect(judged({ pixelSpacing: [0, 0.14], imagerPixelSpacing: [NaN, 1] })).toEqual([
      null,
      null,
      'unknown',
    ]);
  });

  it('takes Pixel Spacing for the plane of the patient on a cross section only', () => {
    expect(judged({ pixelSpacing: [0.5, 0.7] }, 'CT')).toEqual([0.5, 0.7, 'calibrated']);
    expect(judged({ pixelSpacing: small }, null)).toEqual([0.14, 0.14, 'unknown']);
  });
});
