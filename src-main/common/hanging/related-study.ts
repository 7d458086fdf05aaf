import { foldText } from '../browse/search-text.ts';
import type { StudySummary } from '../browse/study-summary.ts';
import { doubtWords, type Relation } from './person.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** An earlier study of the index that is, or may be, of the same person. */
export interface RelatedStudy {
  readonly study: StudySummary;
  readonly relation: Exclude<Relation, { readonly kind: 'other' }>;
}

/**
 * The studies to look for a prior in, latest first: certainly of the same person and with a film of the same
 * body part, later than the prior that is known already.
 *
 * @param since the date of the prior that is open, as DICOM has it; null where none is
 */
export function priorCandidates(
  related: readonly RelatedStudy[],
  bodyPartExamined: string | null,
  since: string | null,
): readonly StudySummary[] {
  const part = foldText(bodyPartExamined ?? '');
  if (part === '') return [];
  return related
    .filter(({ relation }) => relation.kind === 'same')
    .map(({ study }) => study)
    .filter(({ bodyParts }) => bodyParts.some((other) => foldText(other) === part))
    .filter(({ studyDate }) => since === null || (studyDate !== null && studyDate > since));
}

/** What is to be said of a study that is not certainly of the same person; null where it is. */
export function doubtText({ relation }: RelatedStudy, say: Say = sayEnglish): string | null {
  if (relation.kind === 'same') return null;
  const doubts = relation.doubts.map((doubt) => say(doubtWords[doubt])).join(', ');
  return say('Possible prior: {doubts} not the same', { doubts });
}
