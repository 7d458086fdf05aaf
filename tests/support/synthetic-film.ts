import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { PixelDescription } from '#common/dicom/image-description';
import { noAttributes } from '#common/dicom/attributes';

/** A small 12-bit film whose stored values run from 0 upwards, with the given differences. */
export function syntheticFilm(pixels: Partial<PixelDescription> = {}): DecodedFrame {
  const description: PixelDescription = {
    rows: 4,
    columns: 4,
    samplesPerPixel: 1,
    bitsAllocated: 16,
    bitsStored: 12,
    pixelRepresentation: 0,
    photometricInterpretation: 'MONOCHROME2',
    numberOfFrames: 1,
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    rescaleSlope: 1,
    rescaleIntercept: 0,
    rescaleType: null,
    windows: [{ center: 2048, width: 4096, explanation: null }],
    lossy: false,
    ...pixels,
  };
  const { rows, columns, samplesPerPixel } = description;
  return {
    description: { container: 'dicom', attributes: noAttributes, pixels: description },
    frame: 0,
    storedValues: Uint16Array.from({ length: rows * columns * samplesPerPixel }, (_, index) => index),
  };
}
