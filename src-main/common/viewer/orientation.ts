import type { ImageAttributes } from '../dicom/image-description.ts';
import { asStored, toFilm, type FilmOrientation, type Vector } from './film-orientation.ts';
import type { Phrase } from '../words/say.ts';

/** The letters at the four edges of the film as it lies on screen; null where the file says nothing. */
export interface EdgeLetters {
  readonly top: string | null;
  readonly right: string | null;
  readonly bottom: string | null;
  readonly left: string | null;
}

const opposites: Readonly<Record<string, string>> = { A: 'P', P: 'A', L: 'R', R: 'L', H: 'F', F: 'H' };

/**
 * Edge letters from Patient Orientation (0020,0020), PS3.3 C.7.6.1.1.1: the first value names the direction
 * of the rows (towards the right edge), the second that of the columns (towards the bottom edge). They go
 * with the film when it is turned or flipped; turned askew, an edge bears both, the nearer direction first.
 */
export function edgeLetters(
  patientOrientation: string | null,
  orientation: FilmOrientation = asStored,
): EdgeLetters {
  const [rows = '', columns = ''] = (patientOrientation ?? '').split('\\').map((value) => value.trim());
  const at = (x: number, y: number): string | null => lettersOf(toFilm(orientation, { x, y }), rows, columns);
  return { top: at(0, -1), right: at(1, 0), bottom: at(0, 1), left: at(-1, 0) };
}

/** Sine of 22.5 degrees: less of a direction than this is not worth a letter. */
const worthLetter = 0.3827;

/** The letters that a unit vector on the film points to. */
function lettersOf({ x, y }: Vector, rows: string, columns: string): string | null {
  const along = Math.abs(x) < worthLetter ? '' : x > 0 ? known(rows) : opposite(rows);
  const down = Math.abs(y) < worthLetter ? '' : y > 0 ? known(columns) : opposite(columns);
  if (along === null || down === null) return null;
  const letters = Math.abs(x) >= Math.abs(y) ? along + down : down + along;
  return [...new Set(letters)].join('') || null;
}

/** The side of the body as the letter a film carries; null where the file does not say or says "unpaired". */
export function lateralityMark({ imageLaterality }: Pick<ImageAttributes, 'imageLaterality'>): string | null {
  const side = imageLaterality?.trim().toUpperCase() ?? '';
  return side === 'L' || side === 'R' || side === 'B' ? side : null;
}

/** What the mark means, for tooltips and screen readers. */
export const lateralityWords: Readonly<Record<string, Phrase>> = {
  L: 'left side',
  R: 'right side',
  B: 'both sides',
};

function known(letters: string): string | null {
  return /^[APLRHF]{1,3}$/.test(letters) ? letters : null;
}

function opposite(letters: string): string | null {
  return known(letters) && [...letters].map((letter) => opposites[letter] ?? '').join('');
}
