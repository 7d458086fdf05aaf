const bins = 1024;
const fewEnoughToSort = 256;

/**
 * The value at `index` (counted from 0) of the ascending order of `values`, which are left untouched:
 * exact, in linear time, by histogramming and keeping only the bin that holds the answer.
 */
export function orderStatistic(values: Float32Array, index: number): number {
  let candidates = values;
  let rank = index;
  while (candidates.length > fewEnoughToSort) {
    const { minimum, maximum } = extent(candidates);
    if (minimum === maximum) return minimum;
    const scale = bins / (maximum - minimum);
    const counts = new Uint32Array(bins + 1);
    for (let i = 0; i < candidates.length; i++) counts[Math.trunc((candidates[i]! - minimum) * scale)]!++;
    let bin = 0;
    while (rank >= counts[bin]!) rank -= counts[bin++]!;
    candidates = inBin(candidates, minimum, scale, bin, counts[bin]!);
  }
  return candidates.slice().sort()[rank]!;
}

/** The smallest and largest of at least one value. */
export function extent(values: Float32Array): { readonly minimum: number; readonly maximum: number } {
  let minimum = values[0]!;
  let maximum = minimum;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < minimum) minimum = value;
    else if (value > maximum) maximum = value;
  }
  return { minimum, maximum };
}

function inBin(
  values: Float32Array,
  minimum: number,
  scale: number,
  bin: number,
  count: number,
): Float32Array {
  const kept = new Float32Array(count);
  let filled = 0;
  for (let i = 0; i < values.length; i++)
    if (Math.trunc((values[i]! - minimum) * scale) === bin) kept[filled++] = values[i]!;
  return kept;
}

/** Values of which several order statistics are wanted. */
export interface Binned {
  readonly length: number;
  /** The order statistic at `index`, and the one after it; that after the last is `Infinity`. */
  at(index: number): { readonly value: number; readonly next: number };
}

/** Sorts values into bins once, so that each order statistic looks at a bin or two alone. */
export function binned(values: Float32Array): Binned {
  const { length } = values;
  const { minimum, maximum } = extent(values);
  const scale = minimum === maximum ? 0 : bins / (maximum - minimum);
  const counts = new Uint32Array(bins + 1);
  const binOf = new Uint16Array(length);
  for (let i = 0; i < length; i++) counts[(binOf[i] = Math.trunc((values[i]! - minimum) * scale))]!++;
  const held = (bin: number): Float32Array => {
    const kept = new Float32Array(counts[bin]!);
    for (let i = 0, filled = 0; i < length; i++) if (binOf[i] === bin) kept[filled++] = values[i]!;
    return kept;
  };
  return {
    length,
    at(index) {
      let [bin, rank] = [0, index];
      while (rank >= counts[bin]!) rank -= counts[bin++]!;
      const candidates = held(bin);
      const value = orderStatistic(candidates, rank);
      if (rank + 1 < candidates.length) return { value, next: orderStatistic(candidates, rank + 1) };
      const behind = counts.findIndex((count, other) => other > bin && count > 0);
      return { value, next: behind < 0 ? Infinity : extent(held(behind)).minimum };
    },
  };
}
