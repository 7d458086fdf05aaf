import type { DecodedFrame, StoredValues } from '../imaging/decoded-frame.ts';

/** What the scope gate asks of pixels, taken from an even sample of them. */
export interface PixelQuality {
  /** Different stored values in the sample: a blank page has one, a drawing or a screen of text a few. */
  readonly distinctValues: number;
  /** Share of the pixels that hold the sample's largest or smallest value, whichever is more. */
  readonly saturatedShare: number;
}

/** Enough for shares to a third of a percent, and a millisecond on any film. */
const sampleSize = 1 << 16;

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

/** The step is odd, so that no sample of a colour pixel and no column of an even width is left out. */
function evenSample(values: StoredValues): StoredValues {
  const step = Math.floor(values.length / sampleSize) | 1;
  const sample = values.slice(0, Math.ceil(values.length / step));
  for (let i = 0, from = 0; from < values.length; i++, from += step) sample[i] = values[from]!;
  return sample;
}
