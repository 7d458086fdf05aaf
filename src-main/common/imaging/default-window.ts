import type { DecodedFrame } from './decoded-frame.ts';
import { evenSample } from './even-sample.ts';
import { modalityValue } from './modality-lut.ts';
import { percentileRange } from './robust-window.ts';
import type { WindowLevel } from './window-level.ts';

const lowerPercentile = 0.005;
const upperPercentile = 0.995;

/**
 * The window that an image opens with, in modality units: the file's first, for grey without one the span of
 * all but the darkest and brightest half percent of its pixels, for colour the full scale.
 */
export function defaultWindow({ description, storedValues }: DecodedFrame): WindowLevel {
  const { windows, samplesPerPixel, bitsStored } = description.pixels;
  const [first] = windows;
  if (first) return { center: first.center, width: first.width };
  if (samplesPerPixel === 3) return windowOf(0, 2 ** bitsStored - 1);
  const sample = new Float32Array(evenSample(storedValues));
  const { lower, upper } = percentileRange(sample, lowerPercentile, upperPercentile);
  const ends = [modalityValue(lower, description.pixels), modalityValue(upper, description.pixels)];
  return windowOf(Math.min(...ends), Math.max(...ends));
}

/** The LINEAR window that takes `darkest` to 0 and `brightest` to full scale (PS3.3 C.11.2.1.2.1). */
function windowOf(darkest: number, brightest: number): WindowLevel {
  return { center: (darkest + brightest + 1) / 2, width: brightest - darkest + 1 };
}
