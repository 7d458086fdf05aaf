import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { PixelDescription } from '#common/dicom/image-description';
import { noAttributes } from '#common/dicom/attributes';
import { plainPixels } from '#node/decode/plain-pixels';

/** A small 12-bit film whose stored values run from 0 upwards, with the given differences. */
export function syntheticFilm(pixels: Partial<PixelDescription> = {}): DecodedFrame {
  const description: PixelDescription = {
    ...plainPixels({ rows: 4, columns: 4, samplesPerPixel: 1, bitsStored: 12, lossy: false }),
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    windows: [{ center: 2048, width: 4096, explanation: null }],
    ...pixels,
  };
  const { rows, columns, samplesPerPixel } = description;
  return {
    description: { container: 'dicom', attributes: noAttributes, pixels: description },
    frame: 0,
    reduction: 1,
    overlays: [],
    storedValues: Uint16Array.from({ length: rows * columns * samplesPerPixel }, (_, index) => index),
  };
}
