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
    distinctValues: countDistinct(sample),
    saturatedShare: Math.max(lowest, highest) / sample.length,
  };
}

/** A table for all values of 16 bits takes a tenth of the time of a set. */
function countDistinct(values: DecodedFrame['storedValues']): number {
  if (values.BYTES_PER_ELEMENT > 2) return new Set(values).size;
  const seen = new Uint8Array(2 ** 16);
  let distinct = 0;
  for (let i = 0; i < values.length; i++) {
    const at = values[i]! & 0xffff;
    distinct += 1 - seen[at]!;
    seen[at] = 1;
  }
  return distinct;
}
