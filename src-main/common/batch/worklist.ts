import type { ErrorReport } from '../errors.ts';
import type { ScopeReason } from '../model/result.ts';
import { foldText, searchWords } from '../browse/search-text.ts';
import type { Finding } from '../viewer/finding.ts';

/** Names a film of the batch for as long as the window lives; says nothing of its path. */
export type BatchFilmId = string;

/** A film of a batch as the page knows it. */
export interface WorklistFilm {
  readonly filmId: BatchFilmId;
  /** The same for all films of a study; a film that names none is a study of its own. */
  readonly studyKey: string;
  readonly displayName: string;
  readonly patientId: string | null;
  readonly studyDate: string | null;
  readonly bodyPart: string | null;
  readonly laterality: string | null;
  readonly view: string | null;
  /** Judged by another model, or at another operating point, than the one that is there now. */
  readonly isOlder: boolean;
  readonly outcome:
    | { readonly kind: 'scored'; readonly probability: number; readonly finding: Finding }
    | { readonly kind: 'outOfScope'; readonly reason: ScopeReason }
    | { readonly kind: 'failed'; readonly error: ErrorReport };
}

export const triageVerdicts = ['agree', 'disagree', 'unsure'] as const;

/** What a person says of the score of a study. */
export type TriageVerdict = (typeof triageVerdicts)[number];

/** One line of the worklist: a study by the highest probability among its views. */
export interface WorklistStudy {
  /** Names the line: a study may have several, one of each model and one for each view that failed. */
  readonly rowKey: string;
  readonly studyKey: string;
  readonly views: number;
  /** Of the views those that could not be judged. */
  readonly failedViews: number;
  /** The view that decided, and that is opened. */
  readonly film: WorklistFilm;
  /** Null for a study without any score. */
  readonly probability: number | null;
}

export interface Worklist {
  /**
   * Studies without a score, which say nothing and must not stand below a low one, and the failed views of those
   * that have one: failed first.
   */
  readonly unscored: readonly WorklistStudy[];
  /** By probability, the highest first. */
  readonly scored: readonly WorklistStudy[];
  /** The same in the order in which they were found, which says nothing of them. */
  readonly found: readonly WorklistStudy[];
  /** Scores of another model or operating point, among themselves: no order is common to both. */
  readonly older: readonly WorklistStudy[];
}

/** Puts films into the order in which they are to be read. */
export function worklistOf(films: readonly WorklistFilm[]): Worklist {
  const studies = new Map<string, WorklistStudy>();
  for (const film of films) {
    const rowKey = film.isOlder ? `older ${film.studyKey}` : film.studyKey;
    studies.set(rowKey, joined(studies.get(rowKey), film, rowKey));
  }
  const all = [...studies.values()];
  const withScore = all.filter(({ probability }) => probability !== null);
  const found = withScore.filter(({ film }) => !film.isOlder);
  return {
    unscored: [...all.filter(({ probability }) => probability === null), ...failedViews(films, studies)].sort(
      (a, b) => rank(b.film) - rank(a.film),
    ),
    scored: found.toSorted(byProbability),
    found,
    older: withScore.filter(({ film }) => film.isOlder).sort(byProbability),
  };
}

function joined(known: WorklistStudy | undefined, film: WorklistFilm, rowKey: string): WorklistStudy {
  const leads = known === undefined || rank(film) > rank(known.film);
  const failed = film.outcome.kind === 'failed' ? 1 : 0;
  return {
    rowKey,
    studyKey: film.studyKey,
    views: (known?.views ?? 0) + 1,
    failedViews: (known?.failedViews ?? 0) + failed,
    film: leads ? film : known.film,
    probability: leads ? probabilityOf(film) : known.probability,
  };
}

/** A line each for the views that failed in studies whose other views have a score. */
function failedViews(
  films: readonly WorklistFilm[],
  studies: ReadonlyMap<string, WorklistStudy>,
): readonly WorklistStudy[] {
  return films.flatMap((film) => {
    const { studyKey, filmId, isOlder } = film;
    if (film.outcome.kind !== 'failed') return [];
    const study = studies.get(isOlder ? `older ${studyKey}` : studyKey);
    if (study === undefined || study.probability === null) return [];
    return [{ rowKey: `film ${filmId}`, studyKey, views: 1, failedViews: 1, film, probability: null }];
  });
}

function byProbability(a: WorklistStudy, b: WorklistStudy): number {
  return (b.probability ?? 0) - (a.probability ?? 0);
}

/** Films with more of them: one that came before gives way to what is known of it now, in its place. */
export function withFilms(
  films: readonly WorklistFilm[],
  more: readonly WorklistFilm[],
): readonly WorklistFilm[] {
  const byId = new Map([...films, ...more].map((film) => [film.filmId, film]));
  return [...byId.values()];
}

export function studyKeysOf(studies: readonly WorklistStudy[]): ReadonlySet<string> {
  return new Set(studies.map(({ studyKey }) => studyKey));
}

/** Tells the studies in which every word is found, in any order. */
export function matcher(text: string): (study: WorklistStudy) => boolean {
  const words = searchWords(text);
  if (words.length === 0) return () => true;
  return ({ film }) => {
    const { displayName, patientId, studyDate, bodyPart, laterality, view } = film;
    const hay = foldText([displayName, patientId, studyDate, bodyPart, laterality, view].join(' '));
    return words.every((word) => hay.includes(word));
  };
}

function probabilityOf({ outcome }: WorklistFilm): number | null {
  return outcome.kind === 'scored' ? outcome.probability : null;
}

/** A score before a failure before what is out of scope: what a study is shown by. */
function rank({ outcome }: WorklistFilm): number {
  if (outcome.kind === 'scored') return outcome.probability;
  return outcome.kind === 'failed' ? -1 : -2;
}
