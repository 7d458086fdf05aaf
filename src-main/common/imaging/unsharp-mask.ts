import type { Plane } from './resample-area.ts';

/** How an unsharp mask sharpens. */
export interface Sharpening {
  /** The standard deviation of the Gaussian that blurs, in samples. */
  readonly radius: number;
  /** How many times what the blurring took away is added. */
  readonly amount: number;
}

/** Fewer deviations would show as an edge of the kernel; more weigh nothing. */
const deviations = 3;

/**
 * The unsharp mask: each sample plus `amount` times its difference from the Gaussian mean around it. Beyond the
 * edges, and where `isPadding`, there is nothing to take a mean of: the others weigh the more, so that no rim is
 * drawn along them. Padding itself stays as it is.
 */
export function unsharpMask(
  plane: Plane,
  { radius, amount }: Sharpening,
  isPadding: ((value: number) => boolean) | null = null,
): Float32Array {
  const { rows, columns } = plane;
  const values = new Float32Array(plane.values);
  const counted = isPadding && values.map((value) => (isPadding(value) ? 0 : 1));
  const kernel = gaussian(radius);
  const sums = smeared(counted ? values.map((value, i) => (counted[i] ? value : 0)) : values, plane, kernel);
  const weights = counted ? smeared(counted, plane, kernel) : null;
  const [across, down] = [weightsWithin(columns, kernel), weightsWithin(rows, kernel)];
  for (let row = 0, i = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, i++) {
      if (counted?.[i] === 0) continue;
      const mean = sums[i]! / (weights ? weights[i]! : across[column]! * down[row]!);
      values[i]! += amount * (values[i]! - mean);
    }
  return values;
}

/** The weights of the middle sample and of those at each distance from it; both sides together make 1. */
function gaussian(radius: number): Float32Array {
  const reach = Math.max(1, Math.ceil(deviations * radius));
  const kernel = Float32Array.from({ length: reach + 1 }, (_, distance) =>
    Math.exp(-(distance ** 2) / (2 * radius ** 2)),
  );
  const total = kernel.reduce((sum, weight) => sum + 2 * weight, -kernel[0]!);
  return kernel.map((weight) => weight / total);
}

/** How much of the kernel lies within a line of `length` samples, around each of them. */
function weightsWithin(length: number, kernel: Float32Array): Float32Array {
  return smeared(new Float32Array(length).fill(1), { rows: 1, columns: length }, kernel, false);
}

type Size = Pick<Plane, 'rows' | 'columns'>;

/** The weighted sums along the rows and then along the columns, with nothing beyond the edges. */
function smeared(
  values: Float32Array,
  { rows, columns }: Size,
  kernel: Float32Array,
  alongColumns = true,
): Float32Array {
  const reach = kernel.length - 1;
  const across = new Float32Array(values.length);
  const line = new Float32Array(columns + 2 * reach);
  for (let row = 0; row < rows; row++) {
    line.set(values.subarray(row * columns, (row + 1) * columns), reach);
    for (let column = 0; column < columns; column++) {
      let sum = line[column + reach]! * kernel[0]!;
      for (let distance = 1; distance <= reach; distance++)
        sum += (line[column + reach - distance]! + line[column + reach + distance]!) * kernel[distance]!;
      across[row * columns + column] = sum;
    }
  }
  return alongColumns ? smearedDown(across, { rows, columns }, kernel) : across;
}

/** Row by row, so that memory is read in the order in which it lies. */
function smearedDown(values: Float32Array, { rows, columns }: Size, kernel: Float32Array): Float32Array {
  const reach = kernel.length - 1;
  const sums = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const target = sums.subarray(row * columns, (row + 1) * columns);
    for (let from = Math.max(0, row - reach); from <= Math.min(rows - 1, row + reach); from++) {
      const weight = kernel[Math.abs(from - row)]!;
      const source = values.subarray(from * columns, (from + 1) * columns);
      for (let column = 0; column < columns; column++) target[column]! += source[column]! * weight;
    }
  }
  return sums;
}
