import type { ImageAttributes } from '../dicom/image-description.ts';

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
 * of the rows (towards the right edge), the second that of the columns (towards the bottom edge).
 */
export function edgeLetters(patientOrientation: string | null): EdgeLetters {
  const [rows = '', columns = ''] = (patientOrientation ?? '').split('\\').map((value) => value.trim());
  return { top: opposite(columns), right: known(rows), bottom: known(columns), left: opposite(rows) };
}

/** The side of the body as the letter a film carries; null where the file does not say or says "unpaired". */
export function lateralityMark({ imageLaterality }: Pick<ImageAttributes, 'imageLaterality'>): string | null {
  const side = imageLaterality?.trim().toUpperCase() ?? '';
  return side === 'L' || side === 'R' || side === 'B' ? side : null;
}

/** What the mark means, for tooltips and screen readers. */
export const lateralityWords: Readonly<Record<string, string>> = {
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
