import type { Film } from '../film.ts';
import { quantile } from '../../metrics/quantile.ts';
import { findBrightRegions, type BrightRegions } from './bright-regions.ts';

/** The film with a frame of this share of each side blackened, as collimation and film edges would be. */
export function blankBorder(film: Film, share: number): Film {
  const { rows, columns } = film;
  const [down, across] = [Math.round(rows * share), Math.round(columns * share)];
  return blank(film, (row, column) => {
    const outsideRows = row < down || row >= rows - down;
    return outsideRows || column < across || column >= columns - across;
  });
}

/** The film with squares of this share of its short side blackened in the four corners. */
export function blankCorners(film: Film, share: number): Film {
  const { rows, columns } = film;
  const side = Math.round(Math.min(rows, columns) * share);
  return blank(film, (row, column) => {
    const nearRow = row < side || row >= rows - side;
    return nearRow && (column < side || column >= columns - side);
  });
}

/** The film with every small, very bright thing that stands in the dark blackened, such as a lead letter. */
export function blankLooseMarks(film: Film): Film {
  const bright = findBrightRegions(film);
  const { rows, columns } = bright;
  const marked = new Uint8Array(rows * columns);
  for (const region of looseMarks(bright)) for (const cell of region) markAround(marked, bright, cell, 1);
  const [scaleY, scaleX] = [rows / film.rows, columns / film.columns];
  return blank(
    film,
    (row, column) => marked[Math.floor(row * scaleY) * columns + Math.floor(column * scaleX)] === 1,
  );
}

/** A mark is no larger, in shares of the film. */
const largestMark = 0.01;
/** Its brightest cell and what surrounds it, from the film's dark (0) to its bright (1) end. */
const [leastPeak, mostSurround] = [0.7, 0.2];
/** Cells around a mark that belong to neither. */
const [gap, ring] = [1, 3];

/** Bright regions that are small, very bright and surrounded by dark: parts of a limb lie in soft tissue. */
export function looseMarks(bright: BrightRegions): readonly (readonly number[])[] {
  const { rows, columns, values, regions } = bright;
  const [dark, light] = [quantile([...values], 0.05), quantile([...values], 0.995)];
  const level = (cell: number): number => (values[cell]! - dark) / (light - dark);
  return regions.filter((region) => {
    if (region.length > largestMark * rows * columns || !region.some((cell) => level(cell) >= leastPeak))
      return false;
    const around = surroundings(region, bright);
    return around.reduce((sum, cell) => sum + level(cell), 0) <= mostSurround * around.length;
  });
}

function surroundings(region: readonly number[], bright: BrightRegions): readonly number[] {
  const [near, far] = [new Uint8Array(bright.values.length), new Uint8Array(bright.values.length)];
  for (const cell of region) {
    markAround(near, bright, cell, gap);
    markAround(far, bright, cell, gap + ring);
  }
  return [...far.keys()].filter((cell) => far[cell] === 1 && near[cell] === 0);
}

function markAround(
  marks: Uint8Array,
  { rows, columns }: Pick<BrightRegions, 'rows' | 'columns'>,
  cell: number,
  reach: number,
): void {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++)
    marks.fill(
      1,
      y * columns + Math.max(0, column - reach),
      y * columns + Math.min(columns - 1, column + reach) + 1,
    );
}

/** Blackened pixels take the film's darkest value, so that its range stays what it was. */
function blank(film: Film, isBlank: (row: number, column: number) => boolean): Film {
  const darkest = film.intensities.reduce((least, value) => Math.min(least, value), 1);
  const intensities = film.intensities.map((value, i) =>
    isBlank(Math.floor(i / film.columns), i % film.columns) ? darkest : value,
  );
  return { ...film, intensities };
}
