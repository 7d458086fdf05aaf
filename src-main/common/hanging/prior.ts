import type { ImageEntry } from '../contract/ipc.ts';
import { lateralityMark } from '../viewer/orientation.ts';
import { canHangBeside, isSameBodyPart } from './joint.ts';
import { relationOf } from './person.ts';
import { viewOf } from './view.ts';

/**
 * The films of the latest earlier study of the same person that show the same body part, and not the other
 * side of the body. None where the film states no body part or no date: nothing is guessed.
 *
 * @param candidates open images of any study
 */
export function priorFilms(film: ImageEntry, candidates: readonly ImageEntry[]): readonly ImageEntry[] {
  const { bodyPartExamined, studyInstanceUid } = film.attributes;
  if (!canHangBeside(film) || bodyPartExamined === null) return [];
  const moment = momentOf(film);
  const earlier = candidates.filter(
    (other) =>
      canHangBeside(other) &&
      other.attributes.studyInstanceUid !== studyInstanceUid &&
      isEarlier(momentOf(other), moment) &&
      isSameBodyPart(film, other) &&
      !isOtherSide(film, other) &&
      relationOf(film.attributes, other.attributes).kind === 'same',
  );
  const latest = earlier.reduce<ImageEntry | null>(
    (best, other) => (best === null || isEarlier(momentOf(best), momentOf(other)) ? other : best),
    null,
  );
  return earlier.filter((other) => other.attributes.studyInstanceUid === latest?.attributes.studyInstanceUid);
}

/**
 * A prior for each film, under it: of the same view and side where both are stated. A view that the prior study
 * does not have leaves null, unless nothing of it could be hung at all.
 */
export function matchPriors(
  films: readonly ImageEntry[],
  priors: readonly ImageEntry[],
): readonly (ImageEntry | null)[] {
  const left = [...priors];
  const matched = films.map((film) => {
    const index = left.findIndex((prior) => isSameLook(film, prior));
    return index < 0 ? null : left.splice(index, 1)[0]!;
  });
  return matched.every((prior) => prior === null) ? films.map((_, index) => priors[index] ?? null) : matched;
}

function isSameLook(film: ImageEntry, prior: ImageEntry): boolean {
  const [view, before] = [viewOf(film.attributes), viewOf(prior.attributes)];
  return (view === null || before === null || view === before) && !isOtherSide(film, prior);
}

function isOtherSide(film: ImageEntry, other: ImageEntry): boolean {
  const [side, before] = [lateralityMark(film.attributes), lateralityMark(other.attributes)];
  return side !== null && before !== null && side !== before && side !== 'B' && before !== 'B';
}

/** Date and time as DICOM has them, which sort as they are; null without a date. */
function momentOf({ attributes }: ImageEntry): string | null {
  const { studyDate, studyTime } = attributes;
  return studyDate === null ? null : `${studyDate.replaceAll('.', '')} ${studyTime ?? ''}`;
}

function isEarlier(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one < other;
}
