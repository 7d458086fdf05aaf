/** One channel in C order: `values.length === rows * columns`. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number> & { subarray(begin: number, end: number): ArrayLike<number> };
}

/**
 * Which source positions feed each output position along one axis. The first and last taps carry
 * fractional weights, every tap between them `interior`; where first equals last only the first counts.
 */
interface AxisTaps {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstWeight: Float64Array;
  readonly lastWeight: Float64Array;
  readonly interior: number;
}

/**
 * Resamples a plane axis by axis: the box average with fractional coverage where the axis shrinks, linear
 * interpolation between half-pixel centres (edges held) where it grows. Part of preprocessing version 1.
 */
export function resampleArea(source: Plane, rows: number, columns: number): Float32Array {
  const vertical = axisTaps(source.rows, rows);
  const horizontal = axisTaps(source.columns, columns);
  const resampled = new Float32Array(rows * columns);
  // Every element type passes through one buffer each, so that the inner loops stay monomorphic.
  const line = new Float32Array(source.columns);
  const blend = new Float64Array(source.columns);
  for (let row = 0; row < rows; row++) {
    blend.fill(0);
    for (let from = vertical.first[row]!; from <= vertical.last[row]!; from++) {
      line.set(source.values.subarray(from * source.columns, (from + 1) * source.columns));
      accumulate(blend, line, tapWeight(vertical, row, from));
    }
    narrow(blend, horizontal, resampled.subarray(row * columns, (row + 1) * columns));
  }
  return resampled;
}

function axisTaps(from: number, to: number): AxisTaps {
  const taps: AxisTaps = {
    first: new Int32Array(to),
    last: new Int32Array(to),
    firstWeight: new Float64Array(to),
    lastWeight: new Float64Array(to),
    interior: to < from ? to / from : 0,
  };
  for (let i = 0; i < to; i++) {
    if (to < from) coverBox(taps, i, (i * from) / to, ((i + 1) * from) / to);
    else interpolate(taps, i, ((i + 0.5) * from) / to - 0.5, from);
  }
  return taps;
}

function coverBox(taps: AxisTaps, i: number, begin: number, end: number): void {
  const first = Math.floor(begin);
  const last = Math.max(first, Math.ceil(end) - 1);
  const size = end - begin;
  taps.first[i] = first;
  taps.last[i] = last;
  taps.firstWeight[i] = (Math.min(first + 1, end) - begin) / size;
  taps.lastWeight[i] = (end - last) / size;
}

function interpolate(taps: AxisTaps, i: number, centre: number, from: number): void {
  const held = Math.min(Math.max(centre, 0), from - 1);
  const first = Math.floor(held);
  taps.first[i] = first;
  taps.last[i] = Math.min(first + 1, from - 1);
  taps.lastWeight[i] = held - first;
  taps.firstWeight[i] = 1 - (held - first);
}

function tapWeight(taps: AxisTaps, i: number, from: number): number {
  if (from === taps.first[i]!) return taps.firstWeight[i]!;
  return from === taps.last[i]! ? taps.lastWeight[i]! : taps.interior;
}

function accumulate(blend: Float64Array, line: Float32Array, weight: number): void {
  for (let i = 0; i < blend.length; i++) blend[i]! += line[i]! * weight;
}

function narrow(line: Float64Array, taps: AxisTaps, target: Float32Array): void {
  const { first, last, firstWeight, lastWeight, interior } = taps;
  for (let i = 0; i < target.length; i++) {
    const begin = first[i]!;
    const end = last[i]!;
    let sum = 0;
    for (let from = begin + 1; from < end; from++) sum += line[from]!;
    sum = sum * interior + line[begin]! * firstWeight[i]!;
    if (end > begin) sum += line[end]! * lastWeight[i]!;
    target[i] = sum;
  }
}
