/** A dense array in C order whose values keep all 53 bits, for references written by hand. */
export interface Array64 {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export function array64(shape: readonly number[], valueAt: (index: number) => number): Array64 {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return { shape, values: Float64Array.from({ length: size }, (_, index) => valueAt(index)) };
}

/** The central differences of a scalar function with respect to every element of one of its arguments. */
export function centralDifferences(
  scalarOf: (inputs: readonly Array64[]) => number,
  inputs: readonly Array64[],
  argument: number,
  step = 1e-5,
): Float64Array {
  const { values } = inputs[argument]!;
  return values.map((value, i) => {
    values[i] = value + step;
    const above = scalarOf(inputs);
    values[i] = value - step;
    const below = scalarOf(inputs);
    values[i] = value;
    return (above - below) / (2 * step);
  });
}
