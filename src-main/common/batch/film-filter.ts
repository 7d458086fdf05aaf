import * as v from 'valibot';
import type { ImageDescription } from '../dicom/image-description.ts';
import { bodyPartOf } from '../model/body-part.ts';

const words = v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.readonly()));
const date = v.exactOptional(v.pipe(v.string(), v.regex(/^\d{8}$/)));
const side = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1)));

export const filmFilterSchema = v.pipe(
  v.strictObject({
    /** Of Modality (0008,0060). */
    modalities: words,
    exceptModalities: words,
    /** Of Body Part Examined (0018,0015), or the region that it names under another word. */
    bodyParts: words,
    exceptBodyParts: words,
    /** Of Study Date (0008,0020), as DICOM writes it; both ends count. */
    from: date,
    until: date,
    /** Of the shorter side, in pixels; both ends count. */
    leastSide: side,
    mostSide: side,
  }),
  v.readonly(),
);

/** Which films of a folder are wanted; what is left out asks for nothing. */
export type FilmFilter = v.InferOutput<typeof filmFilterSchema>;

/**
 * Whether a film is wanted. One that does not say what is asked of it is not, where films are to be let in by
 * it, and stays where they are to be kept out.
 */
export function isWanted({ attributes, pixels }: ImageDescription, filter: FilmFilter): boolean {
  const { modalities, exceptModalities, bodyParts, exceptBodyParts } = filter;
  const shorter = Math.min(pixels.rows, pixels.columns);
  const parts = partNames(attributes.bodyPartExamined);
  return (
    isAmong([word(attributes.modality)], modalities, exceptModalities) &&
    isAmong(parts, bodyParts, exceptBodyParts) &&
    isWithin(attributes.studyDate, filter) &&
    shorter >= (filter.leastSide ?? 0) &&
    shorter <= (filter.mostSide ?? Infinity)
  );
}

function isAmong(
  names: readonly string[],
  wanted: readonly string[] | undefined,
  unwanted: readonly string[] | undefined,
): boolean {
  const has = (list: readonly string[]) => list.some((name) => names.includes(word(name)));
  return (wanted === undefined || has(wanted)) && !(unwanted !== undefined && has(unwanted));
}

/** The text itself, and the region of the model card that it is another word for. */
function partNames(text: string | null): readonly string[] {
  const part = bodyPartOf(text);
  return part?.kind === 'region' ? [word(text), part.region] : [word(text)];
}

function isWithin(studyDate: string | null, { from, until }: FilmFilter): boolean {
  if (from === undefined && until === undefined) return true;
  if (studyDate === null) return false;
  return studyDate >= (from ?? '') && studyDate <= (until ?? '99999999');
}

function word(text: string | null): string {
  return (text ?? '').trim().toUpperCase();
}
