import type { Level } from '../models/fracture-classifier.ts';
import type { Matrix } from '../regression/matrix.ts';
import type { PooledFeatures } from './extract-features.ts';
import { levels } from '../models/fracture-classifier.ts';

/** The rows that a head reads: the channels of the chosen levels, one level after the other. */
export function selectLevels(films: readonly PooledFeatures[], chosen: readonly Level[]): Matrix {
  const [first] = films;
  if (first === undefined) throw new RangeError('There are no films to read features of.');
  const ranges = rangesOf(first.channels).filter(({ level }) => chosen.includes(level));
  const columns = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  const values = new Float64Array(films.length * columns);
  let offset = 0;
  for (const film of films) {
    for (const { start, end } of ranges) {
      values.set(film.values.subarray(start, end), offset);
      offset += end - start;
    }
  }
  return { rows: films.length, columns, values };
}

/** The weights of such a row, taken apart by level again. */
export function splitByLevel(
  weights: Float64Array,
  channels: PooledFeatures['channels'],
  chosen: readonly Level[],
): Readonly<Partial<Record<Level, Float32Array>>> {
  const parts: Partial<Record<Level, Float32Array>> = {};
  let offset = 0;
  for (const { level, start, end } of rangesOf(channels).filter((range) => chosen.includes(range.level))) {
    parts[level] = Float32Array.from(weights.subarray(offset, offset + end - start));
    offset += end - start;
  }
  return parts;
}

function rangesOf(channels: PooledFeatures['channels']): readonly {
  readonly level: Level;
  readonly start: number;
  readonly end: number;
}[] {
  let start = 0;
  return levels.map((level) => {
    const range = { level, start, end: start + channels[level] };
    start = range.end;
    return range;
  });
}
