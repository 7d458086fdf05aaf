import type { WindowLevel } from '#common/imaging/window-level';
import { writePart10 } from '#node/objects/part-10';
import { quantise, type Film } from '../film.ts';

export interface DicomOptions {
  /** MONOCHROME1 stores the complement: the film it describes is the same. */
  readonly photometricInterpretation: 'MONOCHROME1' | 'MONOCHROME2';
  /** In stored values. */
  readonly window: WindowLevel;
}

const bits = 12;
const digitalXRayForPresentation = '1.2.840.10008.5.1.4.1.1.1.1';

/** The window that shows all that 12 bits can hold. */
export const fullWindow: WindowLevel = { center: 2 ** (bits - 1), width: 2 ** bits };

/** A Digital X-Ray file (PS3.10) of 12 bits stored in 16, native pixels, without a patient. */
export function encodeDicom(film: Film, { photometricInterpretation, window }: DicomOptions): Uint8Array {
  return writePart10(
    {
      SOPClassUID: digitalXRayForPresentation,
      SOPInstanceUID: '2.25.1',
      Modality: 'DX',
      PresentationIntentType: 'FOR PRESENTATION',
      SamplesPerPixel: 1,
      PhotometricInterpretation: photometricInterpretation,
      Rows: film.rows,
      Columns: film.columns,
      BitsAllocated: 16,
      BitsStored: bits,
      HighBit: bits - 1,
      PixelRepresentation: 0,
      WindowCenter: window.center,
      WindowWidth: window.width,
      PixelData: storedBytes(film, photometricInterpretation === 'MONOCHROME1'),
    },
    'OW',
  );
}

function storedBytes(film: Film, complement: boolean): Uint8Array {
  const samples = quantise(film, bits);
  const view = new DataView(new ArrayBuffer(2 * samples.length));
  for (let i = 0; i < samples.length; i++)
    view.setUint16(2 * i, complement ? 2 ** bits - 1 - samples[i]! : samples[i]!, true);
  return new Uint8Array(view.buffer);
}
