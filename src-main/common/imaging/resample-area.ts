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
  // Every element type passes through one buffer, so that the inner loops stay monomorphic.
  const lines = new Float32Array(mostTaps(vertical) * source.columns);
  const blend = new Float64Array(source.columns);
  for (let row = 0; row < rows; row++) {
    const [first, end] = [vertical.first[row]!, vertical.last[row]! + 1];
    lines.set(source.values.subarray(first * source.columns, end * source.columns));
    blend.fill(0);
    blendLines(blend, lines, vertical, row);
    narrow(blend, horizontal, resampled.subarray(row * columns, (row + 1) * columns));
  }
  return resampled;
}

function mostTaps({ first, last }: AxisTaps): number {
  return last.reduce((most, end, i) => Math.max(most, end - first[i]! + 1), 0);
}

/** Adds the lines of an output row, four in one go: the same sums in the same order as one after the other. */
function blendLines(blend: Float64Array, lines: Float32Array, taps: AxisTaps, row: number): void {
  const [first, last] = [taps.first[row]!, taps.last[row]!];
  let from = first;
  for (; from + 3 <= last; from += 4) {
    const weights = [0, 1, 2, 3].map((at) => tapWeight(taps, row, from + at));
    addFour(blend, lines, (from - first) * blend.length, weights);
  }
  for (; from <= last; from++)
    addOne(blend, lines, (from - first) * blend.length, tapWeight(taps, row, from));
}

export function axisTaps(from: number, to: number): AxisTaps {
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

export function tapWeight(taps: AxisTaps, i: number, from: number): number {
  if (from === taps.first[i]!) return taps.firstWeight[i]!;
  return from === taps.last[i]! ? taps.lastWeight[i]! : taps.interior;
}

function addOne(blend: Float64Array, lines: Float32Array, start: number, weight: number): void {
  for (let i = 0; i < blend.length; i++) blend[i]! += lines[start + i]! * weight;
}

function addFour(
  blend: Float64Array,
  lines: Float32Array,
  start: number,
  [a = 0, b = 0, c = 0, d = 0]: readonly number[],
): void {
  const { length } = blend;
  const [second, third, fourth] = [start + length, start + 2 * length, start + 3 * length];
  for (let i = 0; i < length; i++) {
    let sum = blend[i]! + lines[start + i]! * a;
    sum += lines[second + i]! * b;
    sum += lines[third + i]! * c;
    blend[i] = sum + lines[fourth + i]! * d;
  }
}

export function narrow(line: Float64Array, taps: AxisTaps, target: Float32Array): void {
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
