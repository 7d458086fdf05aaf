import { cutOut, type ArrayRegion } from '../imaging/cut-out.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import type { FilmRaster } from '../imaging/film-raster.ts';
import { samplesInSight } from './magnifier.ts';
import type { Size, ViewTransform } from './view-transform.ts';

/** Samples that regions are rounded up to, so that a film may be moved a while before others come in sight. */
const step = 64;
/** Samples beyond the canvas's edge: more than any interpolation reaches. */
const margin = 4;

/**
 * The region of a raster of the frame's own samples that the canvas shows, in steps of 64 samples. Null where that
 * is all of it, where nothing is in sight, and where the samples are device pixels already.
 */
export function regionInSight(
  raster: FilmRaster,
  transform: ViewTransform,
  canvas: Size,
  image: Size,
): ArrayRegion | null {
  if (raster.minified) return null;
  const seen = samplesInSight(transform, canvas, image, raster);
  if (seen === null) return null;
  const across = stretch(seen.left, seen.columns, raster.columns);
  const down = stretch(seen.top, seen.rows, raster.rows);
  if (across.length === raster.columns && down.length === raster.rows) return null;
  return { left: across.first, top: down.first, columns: across.length, rows: down.length };
}

/** The region alone, for painting: what is out of sight need not be windowed with every move of the hand. */
export function rasterOfRegion(
  raster: FilmRaster,
  frame: DecodedFrame,
  { left, top, columns, rows }: ArrayRegion,
): FilmRaster {
  return {
    ...raster,
    rows,
    columns,
    left: left * raster.across,
    top: top * raster.down,
    values: cutOut(frame, { left, top, columns, rows }),
  };
}

export function isSameRegion(a: ArrayRegion | null, b: ArrayRegion | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.top === b.top && a.columns === b.columns && a.rows === b.rows;
}

function stretch(first: number, length: number, count: number): { first: number; length: number } {
  const from = Math.max(0, Math.floor((first - margin) / step) * step);
  const to = Math.min(count, Math.ceil((first + length + margin) / step) * step);
  return { first: from, length: to - from };
}
