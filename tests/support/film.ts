import { noAttributes } from '../../src-main/common/dicom/attributes.ts';
import { plainPixels } from '../../src-main/node/decode/plain-pixels.ts';
import type {
  Container,
  ImageAttributes,
  ImageDescription,
} from '../../src-main/common/dicom/image-description.ts';
import type { DecodedFrame } from '../../src-main/common/imaging/decoded-frame.ts';

/** The header of a made-up film: an adult's hand on Digital X-Ray, or no attributes at all outside DICOM. */
export function filmDescription(
  attributes: Partial<ImageAttributes> = {},
  pixels: Partial<ImageDescription['pixels']> = {},
  container: Container = 'dicom',
): ImageDescription {
  const film =
    container === 'dicom'
      ? {
          modality: 'DX',
          sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1',
          bodyPartExamined: 'HAND',
          viewPosition: 'PA',
          patientAge: '047Y',
        }
      : {};
  return {
    container,
    attributes: { ...noAttributes, ...film, ...attributes },
    pixels: {
      ...plainPixels({ rows: 256, columns: 240, samplesPerPixel: 1, bitsStored: 12, lossy: false }),
      photometricInterpretation: pixels.samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
      transferSyntaxUid: container === 'dicom' ? '1.2.840.10008.1.2.1' : null,
      ...pixels,
    },
  };
}

/** A decoded frame of such a film, its stored values given by their index. */
export function filmFrame(description: ImageDescription, value: (index: number) => number): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description.pixels;
  const storedValues = new (bitsAllocated === 8 ? Uint8Array : Uint16Array)(rows * columns * samplesPerPixel);
  for (let i = 0; i < storedValues.length; i++) storedValues[i] = value(i);
  return { description, frame: 0, reduction: 1, overlays: [], storedValues };
}
