import type { Plane } from './resample-area.ts';

/** How contrast-limited adaptive histogram equalisation works. */
export interface LocalContrast {
  /** Into how many tiles the picture is divided each way. */
  readonly tiles: number;
  readonly bins: number;
  /** How steep a tile's curve may get: a bin holds at most as many times its fair share of the tile. */
  readonly clipLimit: number;
}

/** Between these values contrast is spread; what lies outside stays as it is. */
export interface ContrastRange {
  readonly low: number;
  readonly high: number;
}

/**
 * CLAHE (Zuiderveld, Graphics Gems IV, 1994): each tile has a curve, the cumulative histogram of its values between
 * `low` and `high`; what a bin holds above the clip limit is shared out evenly among all. A sample goes by the
 * curves of the four tiles whose middles surround it, weighted by nearness, so that no tile shows an edge. Curves
 * are straight within a bin and keep both ends, so that no grey level is lost and nothing leaves the range. Padding
 * is neither counted nor changed.
 */
export function equalizeLocally(
  plane: Plane,
  { low, high }: ContrastRange,
  contrast: LocalContrast,
  isPadding: ((value: number) => boolean) | null = null,
): Float32Array {
  const values = new Float32Array(plane.values);
  if (!(high > low)) return values;
  const { rows, columns } = plane;
  const { tiles, bins } = contrast;
  const places = placesIn(values, { low, high }, bins, isPadding);
  const curves = tileCurves(places, { rows, columns }, contrast);
  const across = nearestTiles(columns, tiles);
  const down = nearestTiles(rows, tiles);
  const length = bins + 1;
  for (let row = 0, i = 0; row < rows; row++) {
    const upper = down.first[row]! * tiles;
    const lower = down.second[row]! * tiles;
    const lowerShare = down.share[row]!;
    for (let column = 0; column < columns; column++, i++) {
      const place = places[i]!;
      if (place < 0) continue;
      const bin = Math.min(bins - 1, Math.floor(place));
      const within = place - bin;
      const rightShare = across.share[column]!;
      const left = across.first[column]!;
      const right = across.second[column]!;
      // Written out: a function called four times for each of millions of samples takes seconds.
      let curve = (upper + left) * length + bin;
      const aboveLeft = curves[curve]! + (curves[curve + 1]! - curves[curve]!) * within;
      curve = (upper + right) * length + bin;
      const aboveRight = curves[curve]! + (curves[curve + 1]! - curves[curve]!) * within;
      curve = (lower + left) * length + bin;
      const belowLeft = curves[curve]! + (curves[curve + 1]! - curves[curve]!) * within;
      curve = (lower + right) * length + bin;
      const belowRight = curves[curve]! + (curves[curve + 1]! - curves[curve]!) * within;
      const above = aboveLeft + (aboveRight - aboveLeft) * rightShare;
      const below = belowLeft + (belowRight - belowLeft) * rightShare;
      values[i] = low + (high - low) * (above + (below - above) * lowerShare);
    }
  }
  return values;
}

/** Where each value lies among the bins, from 0 to `bins`; -1 for one that does not count. */
function placesIn(
  values: Float32Array,
  { low, high }: ContrastRange,
  bins: number,
  isPadding: ((value: number) => boolean) | null,
): Float32Array {
  const places = new Float32Array(values.length);
  const scale = bins / (high - low);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const counts = value >= low && value <= high && !isPadding?.(value);
    places[i] = counts ? (value - low) * scale : -1;
  }
  return places;
}

/** For each tile, row by row, how much of it lies below the start of each bin: `bins + 1` values from 0 to 1. */
function tileCurves(
  places: Float32Array,
  { rows, columns }: Pick<Plane, 'rows' | 'columns'>,
  { tiles, bins, clipLimit }: LocalContrast,
): Float32Array {
  const histograms = new Float64Array(tiles * tiles * bins);
  const tileColumn = Int32Array.from({ length: columns }, (_, column) =>
    Math.floor((column * tiles) / columns),
  );
  for (let row = 0, i = 0; row < rows; row++) {
    const tileRow = Math.floor((row * tiles) / rows) * tiles;
    for (let column = 0; column < columns; column++, i++) {
      const place = places[i]!;
      if (place < 0) continue;
      const tile = tileRow + tileColumn[column]!;
      histograms[tile * bins + Math.min(bins - 1, Math.floor(place))]! += 1;
    }
  }
  const curves = new Float32Array(tiles * tiles * (bins + 1));
  for (let tile = 0; tile < tiles * tiles; tile++)
    curves.set(curveOf(histograms.subarray(tile * bins, (tile + 1) * bins), clipLimit), tile * (bins + 1));
  return curves;
}

/** The cumulative shares of a histogram, clipped; a straight line where nothing was counted. */
function curveOf(histogram: Float64Array, clipLimit: number): Float32Array {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const limit = (clipLimit * total) / histogram.length;
  const excess = histogram.reduce((sum, count) => sum + Math.max(0, count - limit), 0);
  const curve = new Float32Array(histogram.length + 1);
  for (let bin = 0, sum = 0; bin < histogram.length; bin++) {
    sum += Math.min(histogram[bin]!, limit) + excess / histogram.length;
    curve[bin + 1] = total === 0 ? (bin + 1) / histogram.length : sum / total;
  }
  return curve;
}

interface NearestTiles {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** How much the second counts, in [0, 1). */
  readonly share: Float32Array;
}

/** The two tiles between whose middles each of `length` samples lies; beyond the outermost middles one tile counts. */
function nearestTiles(length: number, tiles: number): NearestTiles {
  const nearest = {
    first: new Int32Array(length),
    second: new Int32Array(length),
    share: new Float32Array(length),
  };
  for (let i = 0; i < length; i++) {
    const place = Math.min(tiles - 1, Math.max(0, ((i + 0.5) * tiles) / length - 0.5));
    nearest.first[i] = Math.floor(place);
    nearest.second[i] = Math.min(tiles - 1, Math.floor(place) + 1);
    nearest.share[i] = place - Math.floor(place);
  }
  return nearest;
}
