import type { PixelDescription } from '../dicom/image-description.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { evenSample } from './even-sample.ts';
import { modalityTransform } from './modality-lut.ts';
import { paddingTest } from './pixel-padding.ts';
import { percentileRange } from './robust-window.ts';
import { windowVoi, type Voi, type WindowVoi } from './voi.ts';

const lowerPercentile = 0.005;
const upperPercentile = 0.995;

/**
 * What an image opens with: the file's first window, else its first VOI LUT, else the automatic window. The
 * standard calls the file's own alternatives and prefers none (PS3.3 C.11.2.1.2). Windows have no meaning for
 * colour, which opens as it is.
 */
export function defaultVoi(frame: DecodedFrame): Voi {
  const { windows, voiLuts, voiLutFunction, samplesPerPixel } = frame.description.pixels;
  if (samplesPerPixel === 3) return automaticWindow(frame);
  const [first] = windows;
  if (first) return windowVoi(first, voiLutFunction);
  return voiLuts.length > 0 ? { kind: 'table', index: 0 } : automaticWindow(frame);
}

/**
 * The window that the pixels themselves ask for: for grey the span of all but the darkest and brightest half
 * percent, in modality units and without padding, for colour the full scale.
 */
export function automaticWindow({ description, storedValues }: DecodedFrame): WindowVoi {
  const { pixels } = description;
  if (pixels.samplesPerPixel === 3) return windowOver(0, 2 ** pixels.bitsStored - 1, true);
  const isPadding = paddingTest(pixels);
  const all = new Float32Array(evenSample(storedValues));
  const kept = isPadding ? all.filter((value) => !isPadding(value)) : all;
  const toModality = modalityTransform(pixels);
  // Percentiles go through a rescale unharmed; a table may be anything.
  const sample = pixels.modalityLut ? kept.map(toModality) : kept;
  if (sample.length === 0) return windowOver(0, 1, false);
  const { lower, upper } = percentileRange(sample, lowerPercentile, upperPercentile);
  const ends = pixels.modalityLut ? [lower, upper] : [toModality(lower), toModality(upper)];
  return windowOver(Math.min(...ends), Math.max(...ends), isWhole(pixels));
}

/** Whether modality values are whole numbers, each as wide as the 1 that LINEAR counts into the width. */
function isWhole({ sampleType, modalityLut, rescaleSlope }: PixelDescription): boolean {
  return sampleType === 'integer' && (modalityLut !== null || Number.isInteger(rescaleSlope));
}

/**
 * The window that takes `darkest` to 0 and `brightest` to full scale: LINEAR for whole numbers
 * (PS3.3 C.11.2.1.2.1), LINEAR_EXACT for fractions (C.11.2.1.3.2).
 */
function windowOver(darkest: number, brightest: number, whole: boolean): WindowVoi {
  const span = brightest - darkest;
  if (whole) return windowVoi({ center: (darkest + brightest + 1) / 2, width: span + 1 });
  const center = (darkest + brightest) / 2;
  return windowVoi({ center, width: span > 0 ? span : 1 }, 'LINEAR_EXACT');
}
