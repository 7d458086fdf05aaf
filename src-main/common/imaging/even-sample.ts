import type { StoredValues } from './decoded-frame.ts';

/** Enough for shares to a third of a percent, and a millisecond on any film. */
const sampleSize = 2 ** 16;

/**
 * Values taken at equal steps through an image, in the type of the image: all of them where they are fewer
 * than 131,072. The step is odd, so that no sample of a colour pixel and no column of an even width is left
 * out.
 */
export function evenSample(values: StoredValues): StoredValues {
  const step = Math.floor(values.length / sampleSize) | 1;
  const sample = values.slice(0, Math.ceil(values.length / step));
  for (let i = 0, from = 0; from < values.length; i++, from += step) sample[i] = values[from]!;
  return sample;
}
