import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { modalityTransform } from '../imaging/modality-lut.ts';
import { paddingTest } from '../imaging/pixel-padding.ts';
import type { Span } from './region.ts';

/** Bin i holds the values from `start + i * width` up to and without the next one; the last has its end too. */
export interface Histogram {
  readonly start: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/**
 * What the pixels of a region are, in modality units: after the Modality LUT and before any window. Pixel padding
 * is no part of the picture and left out; a display shutter hides values but does not change them, so those it
 * covers count. Of colour, the BT.601 luma counts.
 */
export interface RegionStatistics {
  /** Pixels that count. */
  readonly count: number;
  readonly mean: number;
  /** Of these very pixels: the root of the mean square deviation, divided by their number and not by one less. */
  readonly standardDeviation: number;
  readonly least: number;
  readonly greatest: number;
  readonly histogram: Histogram;
}

const mostBins = 64;

/** Null where no pixel counts, and while the frame is a first look of reduced resolution. */
export function regionStatistics(frame: DecodedFrame, spans: readonly Span[]): RegionStatistics | null {
  const tally = frame.reduction === 1 ? tallied(frame, spans) : null;
  if (tally === null || tally.values.length === 0) return null;
  let [count, sum, least, greatest] = [0, 0, Infinity, -Infinity];
  each(tally, (value, times) => {
    count += times;
    sum += value * times;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  });
  const mean = sum / count;
  let squares = 0;
  each(tally, (value, times) => (squares += times * (value - mean) ** 2));
  const standardDeviation = Math.sqrt(squares / count);
  return { count, mean, standardDeviation, least, greatest, histogram: histogramOf(tally, least, greatest) };
}

/** The modality value of the pixel, or its luma; null outside the image, in padding and on a first look. */
export function valueAt(frame: DecodedFrame, row: number, column: number): number | null {
  return regionStatistics(frame, spanOf(frame, row, column))?.mean ?? null;
}

function spanOf({ description }: DecodedFrame, row: number, column: number): readonly Span[] {
  const { rows, columns } = description.pixels;
  const isInside = row >= 0 && row < rows && column >= 0 && column < columns;
  return isInside ? [{ row, first: column, end: column + 1 }] : [];
}

/** Values and how often each was met; a value may stand there more than once. */
interface Tally {
  readonly values: readonly number[] | Float64Array;
  readonly counts: Uint32Array | null;
}

function each({ values, counts }: Tally, visit: (value: number, times: number) => void): void {
  for (let i = 0; i < values.length; i++) visit(values[i]!, counts?.[i] ?? 1);
}

function tallied(frame: DecodedFrame, spans: readonly Span[]): Tally {
  const { samplesPerPixel } = frame.description.pixels;
  if (samplesPerPixel === 3) return { values: lumas(frame, spans), counts: null };
  const deepest = depthOf(frame);
  const size = spans.reduce((total, { first, end }) => total + end - first, 0);
  return deepest !== null && size > deepest.count
    ? countedValues(frame, spans, deepest)
    : listedValues(frame, spans);
}

interface Depth {
  readonly least: number;
  readonly count: number;
}

/** What the array's elements can hold, where that is little enough to count each value apart. */
function depthOf({ storedValues }: DecodedFrame): Depth | null {
  if (storedValues instanceof Uint8Array) return { least: 0, count: 2 ** 8 };
  if (storedValues instanceof Int8Array) return { least: -(2 ** 7), count: 2 ** 8 };
  if (storedValues instanceof Uint16Array) return { least: 0, count: 2 ** 16 };
  if (storedValues instanceof Int16Array) return { least: -(2 ** 15), count: 2 ** 16 };
  return null;
}

/** One pass over the pixels, however large the region, so that dragging its edge stays smooth. */
function countedValues(frame: DecodedFrame, spans: readonly Span[], { least, count }: Depth): Tally {
  const { description, storedValues } = frame;
  const met = new Uint32Array(count);
  for (const { row, first, end } of spans) {
    const start = row * description.pixels.columns;
    for (let at = start + first; at < start + end; at++) met[storedValues[at]! - least]! += 1;
  }
  const isPadding = paddingTest(description.pixels);
  const toModality = modalityTransform(description.pixels);
  const kept = [...met.keys()].filter((i) => met[i]! > 0 && !isPadding?.(i + least));
  return {
    values: kept.map((i) => toModality(i + least)),
    counts: Uint32Array.from(kept, (i) => met[i]!),
  };
}

function listedValues({ description, storedValues }: DecodedFrame, spans: readonly Span[]): Tally {
  const isPadding = paddingTest(description.pixels);
  const toModality = modalityTransform(description.pixels);
  const values: number[] = [];
  for (const { row, first, end } of spans) {
    const start = row * description.pixels.columns;
    for (let at = start + first; at < start + end; at++) {
      const stored = storedValues[at]!;
      if (!isPadding?.(stored)) values.push(toModality(stored));
    }
  }
  return { values, counts: null };
}

function lumas({ description, storedValues }: DecodedFrame, spans: readonly Span[]): Float64Array {
  const size = spans.reduce((total, { first, end }) => total + end - first, 0);
  const values = new Float64Array(size);
  let i = 0;
  for (const { row, first, end } of spans)
    for (let column = first; column < end; column++) {
      const at = 3 * (row * description.pixels.columns + column);
      values[i++] = 0.299 * storedValues[at]! + 0.587 * storedValues[at + 1]! + 0.114 * storedValues[at + 2]!;
    }
  return values;
}

/** Bins as wide as whole steps of whole values, so that none holds more of them than its neighbour. */
function histogramOf(tally: Tally, least: number, greatest: number): Histogram {
  let whole = true;
  each(tally, (value) => (whole &&= Number.isInteger(value)));
  const range = greatest - least;
  const width = whole ? Math.ceil((range + 1) / mostBins) : range / mostBins || 1;
  const bins = whole ? Math.ceil((range + 1) / width) : range === 0 ? 1 : mostBins;
  const counts = new Array<number>(bins).fill(0);
  each(tally, (value, times) => {
    counts[Math.min(bins - 1, Math.floor((value - least) / width))]! += times;
  });
  return { start: least, width, counts };
}
