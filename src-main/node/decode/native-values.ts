import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import type { PixelCells } from '#common/dicom/overlays';
import { toStoredValues, unpackBits } from '#common/dicom/stored-values';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { expand422, interleavePlanes } from '#common/imaging/photometric';
import type { NativeFrame } from './native-frames.ts';

/** The cells of a frame before anything is masked, for overlays in unused bits; null where cells have none. */
export function pixelCells({ bytes }: NativeFrame, module: ImagePixelModule): PixelCells | null {
  if (module.samplesPerPixel !== 1 || module.bitsStored === module.bitsAllocated) return null;
  const pixels = module.rows * module.columns;
  if (module.bitsAllocated === 8) return bytes.subarray(0, pixels);
  return module.bitsAllocated === 16 ? new Uint16Array(bytes.buffer, bytes.byteOffset, pixels) : null;
}

/** Unpacks an uncompressed frame, whose bytes are overwritten. */
export function nativeValues({ bytes, firstBit }: NativeFrame, module: ImagePixelModule): StoredValues {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = module;
  const pixels = rows * columns;
  if (bitsAllocated === 1) return unpackBits(bytes, firstBit, pixels);
  if (photometricInterpretation === 'YBR_FULL_422') return expand422(bytes, pixels);
  const values = toStoredValues(bytes.subarray(0, pixels * samplesPerPixel * (bitsAllocated / 8)), module);
  return module.planarConfiguration === 1 ? interleavePlanes(values) : values;
}
