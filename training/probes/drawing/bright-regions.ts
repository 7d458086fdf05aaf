import { resampleArea } from '#common/imaging/resample-area';
import type { Film } from '../film.ts';

/** A film reduced to a small grid, and what of it is bright. */
export interface BrightRegions {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  /** Between dark and bright. */
  readonly threshold: number;
  /** Bright cells that hang together, the largest region first; cells in C order. */
  readonly regions: readonly (readonly number[])[];
}

const longSide = 160;

/**
 * Finds what is brighter than its surroundings on a grid of 160 cells along the film's long side. The given
 * share of each side belongs to no region: films have bright edges.
 */
export function findBrightRegions(film: Film, margin = 0): BrightRegions {
  const scale = longSide / Math.max(film.rows, film.columns);
  const rows = Math.max(1, Math.round(film.rows * scale));
  const columns = Math.max(1, Math.round(film.columns * scale));
  const values = resampleArea({ ...film, values: film.intensities }, rows, columns);
  const threshold = otsuThreshold(values);
  const inside = withoutMargin(values, columns, margin);
  const regions = connect(inside, columns, threshold).toSorted((a, b) => b.length - a.length);
  return { rows, columns, values, threshold, regions };
}

function withoutMargin(values: Float32Array, columns: number, margin: number): Float32Array {
  const rows = values.length / columns;
  const [down, across] = [Math.round(margin * rows), Math.round(margin * columns)];
  return values.map((value, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const outsideRows = row < down || row >= rows - down;
    return outsideRows || column < across || column >= columns - across ? 0 : value;
  });
}

const bins = 256;

/** The threshold that separates values in [0, 1] best into two classes (Otsu 1979). */
export function otsuThreshold(values: Float32Array): number {
  const counts = new Float64Array(bins);
  for (const value of values) counts[Math.min(bins - 1, Math.max(0, Math.floor(value * bins)))]!++;
  const total = counts.reduce((sum, count, bin) => sum + count * bin, 0);
  let [below, sumBelow, best, threshold] = [0, 0, -1, 0];
  for (let bin = 0; bin < bins - 1; bin++) {
    below += counts[bin]!;
    sumBelow += counts[bin]! * bin;
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (between > best) [best, threshold] = [between, (bin + 1) / bins];
  }
  return threshold;
}

/** Groups the values at or above a threshold whose cells share a side. */
function connect(values: Float32Array, columns: number, threshold: number): number[][] {
  const seen = new Uint8Array(values.length);
  const regions: number[][] = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] !== 0 || values[start]! < threshold) continue;
    const region = [start];
    seen[start] = 1;
    for (const cell of region)
      for (const next of neighbours(cell, columns, values.length))
        if (seen[next] === 0 && values[next]! >= threshold) {
          seen[next] = 1;
          region.push(next);
        }
    regions.push(region);
  }
  return regions;
}

function neighbours(cell: number, columns: number, count: number): readonly number[] {
  const column = cell % columns;
  return [
    ...(column > 0 ? [cell - 1] : []),
    ...(column < columns - 1 ? [cell + 1] : []),
    ...(cell >= columns ? [cell - columns] : []),
    ...(cell + columns < count ? [cell + columns] : []),
  ];
}
