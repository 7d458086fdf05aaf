import { seededRandom } from '#common/sampling/seeded-random';

/** The directions in which a sample varies the most. */
export interface PrincipalComponents {
  readonly mean: Float64Array;
  /** `count` orthonormal directions, one after another, of falling variance. */
  readonly directions: readonly Float64Array[];
  readonly variances: Float64Array;
  /** The variance in all directions together. */
  readonly totalVariance: number;
}

/** Beyond what is asked for, so that the last direction asked for converges as fast as the first. */
const extraDirections = 16;
const iterations = 40;

/**
 * Principal components by orthogonal iteration on the covariance (Golub and Van Loan, 8.2.4), started from a
 * seeded random basis: deterministic, and far cheaper than all eigenvectors where few are wanted.
 *
 * @throws RangeError for fewer rows than two or fewer columns than directions.
 */
export function principalComponents(rows: readonly Float32Array[], count: number): PrincipalComponents {
  const columns = rows[0]?.length ?? 0;
  const basisSize = Math.min(columns, count + extraDirections);
  if (rows.length < 2 || columns < count)
    throw new RangeError(`${rows.length} rows of ${columns} values have no ${count} components.`);
  const mean = meanOf(rows, columns);
  const covariance = covarianceOf(rows, mean);
  const random = seededRandom(1);
  let basis: readonly Float64Array[] = Array.from({ length: basisSize }, () =>
    Float64Array.from({ length: columns }, () => random() - 0.5),
  );
  for (let iteration = 0; iteration < iterations; iteration++)
    basis = orthonormalize(basis.map((vector) => multiply(covariance, vector)));
  const ranked = basis
    .map((direction) => ({ direction, variance: dot(direction, multiply(covariance, direction)) }))
    .sort((left, right) => right.variance - left.variance)
    .slice(0, count);
  return {
    mean,
    directions: ranked.map(({ direction }) => direction),
    variances: Float64Array.from(ranked, ({ variance }) => variance),
    totalVariance: covariance.reduce((sum, row, i) => sum + row[i]!, 0),
  };
}

function meanOf(rows: readonly Float32Array[], columns: number): Float64Array {
  const mean = new Float64Array(columns);
  for (const row of rows) for (let i = 0; i < columns; i++) mean[i]! += row[i]! / rows.length;
  return mean;
}

function covarianceOf(rows: readonly Float32Array[], mean: Float64Array): readonly Float64Array[] {
  const covariance = Array.from(mean, () => new Float64Array(mean.length));
  const scale = 1 / (rows.length - 1);
  for (const row of rows) {
    const centred = Float64Array.from(mean, (value, i) => row[i]! - value);
    for (let i = 0; i < mean.length; i++) {
      const [own, weight] = [covariance[i]!, centred[i]! * scale];
      for (let j = 0; j <= i; j++) own[j]! += weight * centred[j]!;
    }
  }
  for (let i = 0; i < mean.length; i++) for (let j = 0; j < i; j++) covariance[j]![i] = covariance[i]![j]!;
  return covariance;
}

function multiply(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

/** Modified Gram-Schmidt, the strongest direction first. */
function orthonormalize(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    for (const direction of basis) {
      const overlap = dot(direction, vector);
      for (let i = 0; i < vector.length; i++) vector[i]! -= overlap * direction[i]!;
    }
    const length = Math.sqrt(dot(vector, vector)) || 1;
    basis.push(vector.map((value) => value / length));
  }
  return basis;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
