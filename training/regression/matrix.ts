/** Rows of numbers in C order. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** The scalar product of one row with a vector of as many columns. */
export function multiplyRow({ values, columns }: Matrix, row: number, vector: Float64Array): number {
  const offset = row * columns;
  let sum = 0;
  for (let column = 0; column < columns; column++) sum += values[offset + column]! * vector[column]!;
  return sum;
}

/** Adds a multiple of one row to a vector, in place. */
export function addRow({ values, columns }: Matrix, row: number, factor: number, vector: Float64Array): void {
  const offset = row * columns;
  for (let column = 0; column < columns; column++) vector[column]! += factor * values[offset + column]!;
}

export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
