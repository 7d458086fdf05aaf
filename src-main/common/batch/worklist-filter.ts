import type { Finding } from '../viewer/finding.ts';
import { matcher, type TriageVerdict, type WorklistFilm, type WorklistStudy } from './worklist.ts';

/** What became of a film, as far as a list is filtered by it. */
export type FilmOutcome = Finding | 'failed';

/** Which lines of a worklist are wanted; null asks for nothing. */
export interface WorklistFilter {
  readonly text: string;
  readonly outcome: FilmOutcome | null;
  readonly bodyPart: string | null;
  /** `none` asks for those that nobody judged yet. */
  readonly verdict: TriageVerdict | 'none' | null;
}

export const wholeWorklist: WorklistFilter = { text: '', outcome: null, bodyPart: null, verdict: null };

/** The lines that a filter leaves, in their order, and the one that is kept whatever it asks. */
export function filteredWorklist(
  studies: readonly WorklistStudy[],
  { text, outcome, bodyPart, verdict }: WorklistFilter,
  verdictOf: (studyKey: string) => TriageVerdict | null,
  keptRowKey: string | null = null,
): readonly WorklistStudy[] {
  const matches = matcher(text);
  const isWanted = (study: WorklistStudy): boolean => {
    const { film, studyKey } = study;
    if (outcome !== null && outcomeOf(film) !== outcome) return false;
    if (bodyPart !== null && film.bodyPart !== bodyPart) return false;
    return (verdict === null || (verdictOf(studyKey) ?? 'none') === verdict) && matches(study);
  };
  return studies.filter((study) => study.rowKey === keptRowKey || isWanted(study));
}

export function outcomeOf({ outcome }: WorklistFilm): FilmOutcome {
  return outcome.kind === 'scored' ? outcome.finding : outcome.kind;
}

/** Whether films of this outcome stand above the list, not in it. */
export function isWithoutScore(outcome: FilmOutcome | null): boolean {
  return outcome === 'failed' || outcome === 'outOfScope';
}

/** What there is to choose from: the outcomes and body parts that occur. */
export function worklistChoices(films: readonly WorklistFilm[]): {
  readonly outcomes: readonly FilmOutcome[];
  readonly bodyParts: readonly string[];
} {
  const outcomes = new Set(films.map(outcomeOf));
  const parts = new Set(films.map(({ bodyPart }) => bodyPart).filter((part) => part !== null));
  return {
    outcomes: everyOutcome.filter((outcome) => outcomes.has(outcome)),
    bodyParts: [...parts].sort(),
  };
}

/** The gravest first; what has no score last. */
export const everyOutcome: readonly FilmOutcome[] = [
  'suspected',
  'doubtful',
  'notFlagged',
  'rankingScore',
  'failed',
  'outOfScope',
];
