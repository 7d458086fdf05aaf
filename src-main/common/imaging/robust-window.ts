import { binned, type Binned } from './order-statistic.ts';

/** The values that a robust window maps to 0 and 1. */
export interface IntensityRange {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The percentiles of a set of values (fractions in [0, 1], at least one value), interpolated linearly
 * between order statistics: fraction `p` of `n` values stands at position `p (n - 1)`.
 */
export function percentileRange(
  values: Float32Array,
  lowerPercentile: number,
  upperPercentile: number,
): IntensityRange {
  const sorted = binned(values);
  return { lower: percentile(sorted, lowerPercentile), upper: percentile(sorted, upperPercentile) };
}

/**
 * Maps `lower..upper` onto 0..1 and clips, in place; an empty range (a constant image) becomes all 0.
 * Part of preprocessing version 1.
 */
export function applyRange(values: Float32Array, { lower, upper }: IntensityRange): void {
  const scale = upper > lower ? 1 / (upper - lower) : 0;
  for (let i = 0; i < values.length; i++) values[i] = Math.min(1, Math.max(0, (values[i]! - lower) * scale));
}

/** Windows values in place by their own percentiles; see `percentileRange` and `applyRange`. */
export function robustWindow(values: Float32Array, lowerPercentile: number, upperPercentile: number): void {
  applyRange(values, percentileRange(values, lowerPercentile, upperPercentile));
}

function percentile(values: Binned, fraction: number): number {
  const position = fraction * (values.length - 1);
  const below = Math.floor(position);
  const { value, next } = values.at(below);
  return position === below ? value : value + (next - value) * (position - below);
}
