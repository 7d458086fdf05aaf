import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess, type ModelInput } from '#common/imaging/preprocess';
import { resampleArea } from '#common/imaging/resample-area';
import { decodeFrame } from '#node/decode/decode-frame';
import { addNail, addPlate, addScrews, addWires } from '../drawing/implants.ts';
import { addArrow, addCaption, addSideMarker } from '../drawing/marks.ts';
import { blankBorder, blankCorners, blankLooseMarks } from '../drawing/masks.ts';
import { encodeJpeg } from '../encodings/jpeg.ts';
import { frameOf, type Film } from '../film.ts';

type Random = () => number;

/** One thing done to a film that leaves its bones as they are. */
export interface FilmChange {
  readonly name: string;
  toInput(film: Film, spec: InputSpec, random: Random): ModelInput | Promise<ModelInput>;
}

const draw = (name: string, change: (film: Film, random: Random) => Film): FilmChange => ({
  name,
  toInput: (film, spec, random) => preprocess(frameOf(change(film, random)), spec),
});

/**
 * Things drawn onto films at their full size. The drawing shares no code with the foreign objects that the
 * model may have been trained on, and draws other things: attenuating metal with the thickness of rods and
 * plates, placed on bone, and real letters.
 */
export const pasted: readonly FilmChange[] = [
  draw('plate', addPlate),
  draw('screws', addScrews),
  draw('nail', addNail),
  draw('wires', addWires),
  draw('arrow', addArrow),
  draw('side marker', addSideMarker),
  draw('caption', addCaption),
];

/** What might give a label away, taken away or made the same for all films. */
export const masked: readonly FilmChange[] = [
  {
    name: 'letterbox bars grey',
    toInput: (film, spec) => preprocess(frameOf(film), { ...spec, padValue: 0.5 }),
  },
  draw('border of 3 % blanked', (film) => blankBorder(film, 0.03)),
  draw('border of 5 % blanked', (film) => blankBorder(film, 0.05)),
  draw('corners of 12 % blanked', (film) => blankCorners(film, 0.12)),
  draw('loose bright marks blanked', blankLooseMarks),
  draw('padded to a square', padToSquare),
  draw('stretched to a square', stretchToSquare),
  ...[75, 50].map((quality) => ({
    name: `JPEG quality ${quality}`,
    toInput: async (film: Film, spec: InputSpec) =>
      preprocess(await decodeFrame(await encodeJpeg(film, quality), 0), spec),
  })),
];

/** The bars become part of the film, in its darkest value, as in a file that was saved with them. */
export function padToSquare(film: Film): Film {
  const { rows, columns, intensities } = film;
  const side = Math.max(rows, columns);
  const darkest = intensities.reduce((least, value) => Math.min(least, value), 1);
  const [top, left] = [(side - rows) >> 1, (side - columns) >> 1];
  const padded = new Float32Array(side * side).fill(darkest);
  for (let row = 0; row < rows; row++)
    padded.set(intensities.subarray(row * columns, (row + 1) * columns), (top + row) * side + left);
  return { rows: side, columns: side, intensities: padded };
}

/** Without bars or aspect ratio to tell films apart by, at the price of limbs too short or too thick. */
function stretchToSquare({ rows, columns, intensities }: Film): Film {
  const side = Math.max(rows, columns);
  return {
    rows: side,
    columns: side,
    intensities: resampleArea({ rows, columns, values: intensities }, side, side),
  };
}
