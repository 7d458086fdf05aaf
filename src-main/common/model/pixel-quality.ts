import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { evenSample } from '../imaging/even-sample.ts';

/** What the scope gate asks of pixels, taken from an even sample of them. */
export interface PixelQuality {
  /** Different stored values in the sample: a blank page has one, a drawing or a screen of text a few. */
  readonly distinctValues: number;
  /** Share of the pixels that hold the sample's largest or smallest value, whichever is more. */
  readonly saturatedShare: number;
}

/** Measures stored values of any kind, colour samples like grey ones. */
export function pixelQuality({ storedValues }: Pick<DecodedFrame, 'storedValues'>): PixelQuality {
  const sample = evenSample(storedValues);
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const value of sample) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  let [lowest, highest] = [0, 0];
  for (const value of sample) {
    if (value === minimum) lowest++;
    if (value === maximum) highest++;
  }
  return {
    distinctValues: new Set(sample).size,
    saturatedShare: Math.max(lowest, highest) / sample.length,
  };
}
