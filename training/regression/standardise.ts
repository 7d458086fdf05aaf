import type { Matrix } from './matrix.ts';

/** Per column: what is taken away and what is divided by. */
export interface Standardisation {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
}

/** Mean and population standard deviation of each column; a constant column keeps the scale 1. */
export function measureColumns({ rows, columns, values }: Matrix): Standardisation {
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) mean[i % columns]! += values[i]! / rows;
  for (let i = 0; i < values.length; i++)
    square[i % columns]! += (values[i]! - mean[i % columns]!) ** 2 / rows;
  return { mean, scale: square.map((variance) => (variance > 0 ? Math.sqrt(variance) : 1)) };
}

export function standardise({ rows, columns, values }: Matrix, { mean, scale }: Standardisation): Matrix {
  const scaled = values.map((value, i) => (value - mean[i % columns]!) / scale[i % columns]!);
  return { rows, columns, values: scaled };
}

/** A linear function `weights . x + bias`. */
export interface Linear {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** The same function, taking columns that were not standardised. */
export function unstandardise({ weights, bias }: Linear, { mean, scale }: Standardisation): Linear {
  const raw = weights.map((weight, column) => weight / scale[column]!);
  return { weights: raw, bias: raw.reduce((sum, weight, column) => sum - weight * mean[column]!, bias) };
}
