/** Rows of features in C order. */
export interface Features {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** A linear score `weights . x + bias`. */
export interface LinearScore {
  readonly weights: Float64Array;
  readonly bias: number;
}

const iterations = 80;

/**
 * Ridge regression on targets of -1 and 1 over standardised columns, which is a regularised linear
 * discriminant: solved by conjugate gradients. `l2` is in units of a column's variance.
 */
export function fitRidge(features: Features, labels: readonly boolean[], l2: number): LinearScore {
  const { rows, columns } = features;
  const { mean, scale, values } = standardise(features);
  const target = Float64Array.from(labels, (positive) => (positive ? 1 : -1));
  const centre = target.reduce((sum, value) => sum + value, 0) / rows;
  const project = (weights: Float64Array): Float64Array => {
    const scores = new Float64Array(rows);
    for (let row = 0, i = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) scores[row]! += values[i++]! * weights[column]!;
    return scores;
  };
  const collect = (scores: Float64Array): Float64Array => {
    const sums = new Float64Array(columns);
    for (let row = 0, i = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) sums[column]! += (values[i++]! * scores[row]!) / rows;
    return sums;
  };
  const normal = (weights: Float64Array): Float64Array =>
    collect(project(weights)).map((value, column) => value + l2 * weights[column]!);
  const solution = conjugateGradients(normal, collect(target.map((value) => value - centre)));
  const weights = solution.map((weight, column) => weight / scale[column]!);
  return { weights, bias: weights.reduce((sum, weight, column) => sum - weight * mean[column]!, centre) };
}

/** The score of one row of features. */
export function scoreRow({ columns, values }: Features, row: number, { weights, bias }: LinearScore): number {
  let score = bias;
  for (let column = 0; column < columns; column++)
    score += values[row * columns + column]! * weights[column]!;
  return score;
}

/** Solves `apply(x) = right` for a symmetric positive definite map. */
function conjugateGradients(apply: (x: Float64Array) => Float64Array, right: Float64Array): Float64Array {
  let solution = new Float64Array(right.length);
  let residual = right;
  let direction = right;
  let squared = dot(residual, residual);
  const enough = 1e-16 * squared;
  for (let iteration = 0; iteration < iterations && squared > enough; iteration++) {
    const image = apply(direction);
    const step = squared / dot(direction, image);
    solution = solution.map((value, i) => value + step * direction[i]!);
    residual = residual.map((value, i) => value - step * image[i]!);
    const next = dot(residual, residual);
    direction = residual.map((value, i) => value + (next / squared) * direction[i]!);
    squared = next;
  }
  return solution;
}

/** Columns of mean 0 and variance 1; a constant one is 0 throughout. */
function standardise({ rows, columns, values }: Features): {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly values: Float32Array;
} {
  const mean = new Float64Array(columns);
  const variance = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) mean[i % columns]! += values[i]! / rows;
  for (let i = 0; i < values.length; i++)
    variance[i % columns]! += (values[i]! - mean[i % columns]!) ** 2 / rows;
  const scale = variance.map((value) => (value > 0 ? Math.sqrt(value) : 1));
  const standard = values.map((value, i) => (value - mean[i % columns]!) / scale[i % columns]!);
  return { mean, scale, values: standard };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
