import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import type { PixelDataElement } from '#common/dicom/parse';
import { toStoredValues } from '#common/dicom/stored-values';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { expand422, interleavePlanes } from '#common/imaging/photometric';

/** Bytes of one uncompressed frame (PS3.5 8.1.1); YBR_FULL_422 stores two samples a pixel. */
export function nativeFrameLength(module: ImagePixelModule): number {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = module;
  const storedSamples = photometricInterpretation === 'YBR_FULL_422' ? 2 : samplesPerPixel;
  return rows * columns * storedSamples * (bitsAllocated / 8);
}

/** Unpacks one uncompressed little-endian frame, counted from 0, of pixel data known to be whole. */
export function nativeValues(
  file: Uint8Array,
  { offset }: PixelDataElement,
  module: ImagePixelModule,
  frame: number,
): StoredValues {
  const length = nativeFrameLength(module);
  const begin = offset + frame * length;
  const own = new Uint8Array(file.subarray(begin, begin + length));
  if (module.photometricInterpretation === 'YBR_FULL_422')
    return expand422(own, module.rows * module.columns);
  const values = toStoredValues(own, module);
  return module.planarConfiguration === 1 ? interleavePlanes(values) : values;
}
