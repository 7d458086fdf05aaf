import type { PixelDescription } from '../dicom/image-description.ts';
import { AppError } from '../errors.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { modalityTransform } from '../imaging/modality-lut.ts';
import { inTrueColour } from '../imaging/palette.ts';

/** The values of a frame as unsigned 16-bit samples, and what they stand for. */
export interface WholeValues {
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3;
  /** `rows * columns * channels`, interleaved, in C order. */
  readonly samples: Uint16Array;
  /** For whoever reads the file, in ASCII; nothing of the patient. */
  readonly statement: string;
}

/** Signed values move up by this, so that the least one is 0. */
const signedShift = 2 ** 15;

/**
 * Modality values (PS3.3 C.11.1) where every one of the frame is a whole number in 0 .. 65535; else the stored values;
 * else, where some are negative, the stored values plus 32768. No window, filter or inversion takes part, of
 * MONOCHROME1 neither.
 *
 * @throws AppError `unsupported-pixel-format` for fractions and for values beyond 16 bits.
 */
export function wholeValues(frame: DecodedFrame): WholeValues {
  const { description, storedValues } = inTrueColour(frame);
  const { pixels } = description;
  const { rows, columns, samplesPerPixel, photometricInterpretation } = pixels;
  const size = { rows, columns, channels: samplesPerPixel };
  if (samplesPerPixel === 3) {
    const statement = `Samples are RGB of ${pixels.bitsStored} bits, unscaled.`;
    return { ...size, samples: Uint16Array.from(storedValues), statement };
  }
  const { samples, words } = greyValues(storedValues, pixels);
  const polarity = photometricInterpretation === 'MONOCHROME1' ? ' MONOCHROME1: low values are bright.' : '';
  const statement = `Samples are ${words}.${polarity} Bits stored: ${pixels.bitsStored}.`;
  return { ...size, samples, statement };
}

/** The first of the three that fits. */
function greyValues(
  storedValues: DecodedFrame['storedValues'],
  pixels: PixelDescription,
): { readonly samples: Uint16Array; readonly words: string } {
  const modality = fitted(storedValues, modalityTransform(pixels));
  if (modality) return { samples: modality, words: modalityWords(pixels) };
  const stored = fitted(storedValues, (value) => value);
  if (stored) return { samples: stored, words: `stored values; ${rescaleWords(pixels, 'sample')}` };
  const shifted = fitted(storedValues, (value) => value + signedShift);
  if (shifted)
    return {
      samples: shifted,
      words: `stored values + ${signedShift}; ${rescaleWords(pixels, `(sample - ${signedShift})`)}`,
    };
  throw new AppError('unsupported-pixel-format', 'The values of the film do not fit into 16 bits.');
}

function modalityWords(pixels: PixelDescription): string {
  if (pixels.modalityLut) return 'modality values by the Modality LUT of the file';
  const isPlain = pixels.rescaleSlope === 1 && pixels.rescaleIntercept === 0;
  return `modality values${isPlain ? ', which are the stored ones' : `; ${rescaleWords(pixels, 'stored value')}`}`;
}

function rescaleWords(pixels: PixelDescription, of: string): string {
  if (pixels.modalityLut) return 'the Modality LUT of the file is not applied';
  return `modality value = ${of} * ${pixels.rescaleSlope} + ${pixels.rescaleIntercept}`;
}

/** Null as soon as one value is no whole number of 16 bits. */
function fitted(
  storedValues: DecodedFrame['storedValues'],
  toSample: (storedValue: number) => number,
): Uint16Array | null {
  const samples = new Uint16Array(storedValues.length);
  for (let i = 0; i < samples.length; i++) {
    const sample = toSample(storedValues[i]!);
    samples[i] = sample;
    if (samples[i] !== sample) return null;
  }
  return samples;
}
