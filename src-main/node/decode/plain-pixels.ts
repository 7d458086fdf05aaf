import type { PixelDescription } from '#common/dicom/image-description';

/** The description of pixels outside DICOM: unsigned, one frame, no Modality LUT, no windows. */
export function plainPixels(
  size: Pick<PixelDescription, 'rows' | 'columns' | 'samplesPerPixel' | 'bitsStored' | 'lossy'>,
): PixelDescription {
  return {
    ...size,
    bitsAllocated: size.bitsStored > 8 ? 16 : 8,
    pixelRepresentation: 0,
    photometricInterpretation: size.samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
    numberOfFrames: 1,
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
    pixelAspectRatio: 1,
    spacing: null,
    windows: [],
  };
}
