import type { PixelDescription } from '#common/dicom/image-description';
import { requireBudget } from '#common/dicom/image-pixel-module';
import { AppError } from '#common/errors';

type PlainPixels = Pick<PixelDescription, 'rows' | 'columns' | 'samplesPerPixel' | 'bitsStored' | 'lossy'> &
  Partial<Pick<PixelDescription, 'photometricInterpretation' | 'pixelRepresentation' | 'numberOfFrames'>>;

/** What the widest attribute of DICOM can say, so that a picture is no larger than a film can be. */
const longestSide = 0xffff;

/**
 * The description of pixels outside DICOM: unsigned, one frame, grey from black to white or RGB unless said
 * otherwise; no Modality LUT, no windows.
 */
export function plainPixels(pixels: PlainPixels): PixelDescription {
  return {
    pixelRepresentation: 0,
    photometricInterpretation: pixels.samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
    numberOfFrames: 1,
    ...pixels,
    bitsAllocated: pixels.bitsStored > 8 ? 16 : 8,
    transferSyntaxUid: null,
    rescaleSlope: 1,
    rescaleIntercept: 0,
    rescaleType: null,
    transferSyntaxSniffed: false,
    sampleType: 'integer',
    modalityLut: null,
    pixelPadding: null,
    voiLutFunction: 'LINEAR',
    voiLuts: [],
    presentationLutShape: null,
    palette: null,
    shutters: [],
    shutterPresentationValue: 0,
    pixelAspectRatio: 1,
    spacing: null,
    windows: [],
  };
}

/**
 * Refuses pictures of no pixels or too many, before any is allocated.
 *
 * @throws AppError `malformed-file`, `image-too-large`.
 */
export function requirePictureSize(rows: number, columns: number, samplesPerPixel: number): void {
  if (rows === 0 || columns === 0) throw new AppError('malformed-file', 'The picture has no pixels.');
  if (rows > longestSide || columns > longestSide)
    throw new AppError(
      'image-too-large',
      `An image of ${columns} x ${rows} pixels is more than can be opened.`,
    );
  requireBudget(rows, columns, samplesPerPixel);
}
