import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SurveyedImage } from '#common/contract/engine';
import type { ErrorReport } from '#common/errors';
import type { FilmDesk } from './film-desk.ts';
import { drawnOn } from './drawn-on.ts';
import { iodErrors, presentationStateError, reportError } from './validators.ts';

/** What an object is, by the ending of its file. */
export const objectEndings = ['sr', 'sc', 'pr', 'ms', 'ko'] as const;
export type ObjectEnding = (typeof objectEndings)[number];

export interface CheckedObject {
  readonly ending: ObjectEnding;
  readonly bytes: Uint8Array;
  /** What the validators have against it, without what they have against its film. */
  readonly errors: readonly string[];
  /** It is found again, with the film that it is of. */
  readonly isReadBack: boolean;
}

export interface CheckedFilm {
  /** What dciodvfy has against the film itself. */
  readonly errors: readonly string[];
  readonly objects: readonly CheckedObject[];
  /** Why it got not all of them. */
  readonly refusals: readonly ErrorReport[];
}

/** Has every kind of object made of a film's first frame, and each judged and read back. */
export async function checkFilm(desk: FilmDesk, film: SurveyedImage): Promise<CheckedFilm> {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-checked-'));
  try {
    const { path, stamp, attributes, rows, columns } = film;
    const file = { path, stamp, frame: 0, sopInstanceUid: attributes.sopInstanceUid };
    const view = drawnOn(rows, columns);
    const { annotations, calibration } = view;
    const { refusals } = await desk.save({
      ...{ file, to: { kind: 'folder', folder }, form: 'folder', softwareVersion: '0', keyFiles: [file] },
      wanted: { report: true, picture: true, view, drawn: { annotations, calibration } },
    });
    const errors = iodErrors(path);
    const readBack = await readBackIn(desk, folder, attributes.sopInstanceUid);
    const objects = readdirSync(folder).map((name): CheckedObject => {
      const place = join(folder, name);
      const ending = name.split('.').at(-2) as ObjectEnding;
      const own = iodErrors(place);
      return {
        ...{ ending, bytes: readFileSync(place), isReadBack: readBack.has(place) },
        errors: [
          ...own.filter((error) => !errors.includes(error)),
          ...otherErrors(place, ending).filter((error) => !isOfFilm(error, path)),
        ],
      };
    });
    return { errors, objects, refusals };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function otherErrors(place: string, ending: ObjectEnding): readonly string[] {
  if (ending === 'sc') return [];
  const error = ending === 'pr' ? presentationStateError(place) : reportError(place);
  return error === null ? [] : [error];
}

/** DCMTK names the value that it minds: the film's own date of birth in the year 1111, say, which is taken over. */
function isOfFilm(error: string, film: string): boolean {
  const minded = [...error.matchAll(/Attribute value +: \[([^\]]+)\]/g)].map(([, value]) => value!);
  return minded.length > 0 && minded.every((value) => readFileSync(film).includes(value));
}

/** The files that are found again as what they are: a capture as a picture, others with the film that they name. */
async function readBackIn(desk: FilmDesk, folder: string, film: string | null): Promise<ReadonlySet<string>> {
  const found = await desk.survey([folder]);
  const pictures = found.flatMap(({ images }) => images.map(({ path }) => path));
  const objects = found.flatMap((payload) => payload.objects);
  return new Set([
    ...pictures,
    ...objects
      .filter(({ object }) => object.images.some(({ sopInstanceUid }) => sopInstanceUid === film))
      .map(({ path }) => path),
  ]);
}
