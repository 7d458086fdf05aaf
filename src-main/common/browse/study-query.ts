import type { StudyQuery, StudySummary } from './study-summary.ts';

/** The query that lists every study in order of arrival. */
export const everyStudy: StudyQuery = {
  text: '',
  statuses: [],
  findings: [],
  keyImages: false,
  order: 'arrival',
  descending: false,
};

/** The same question without what would tell studies apart by what the model says of them. */
export function blindQuery(query: StudyQuery): StudyQuery {
  const { order } = query;
  return { ...query, findings: [], order: order === 'probability' ? everyStudy.order : order };
}

/**
 * A list as it stood, with what is new of each study and studies that arrived since at its end: what comes in
 * the background moves no line, whatever the order asked for.
 */
export function withArrivals(
  listed: readonly StudySummary[],
  found: readonly StudySummary[],
): readonly StudySummary[] {
  const known = new Set(listed.map(({ studyId }) => studyId));
  return [...withChanges(listed, found), ...found.filter(({ studyId }) => !known.has(studyId))];
}

/** The same studies in the same order, as they are now. */
export function withChanges(
  listed: readonly StudySummary[],
  changed: readonly StudySummary[],
): readonly StudySummary[] {
  const now = new Map(changed.map((study) => [study.studyId, study]));
  return listed.map((study) => now.get(study.studyId) ?? study);
}

/** The next unread study after one of the list, round its end; null where there is none. */
export function nextUnreadStudy(listed: readonly StudySummary[], after: number | null): StudySummary | null {
  const here = listed.findIndex(({ studyId }) => studyId === after);
  const round = [...listed.slice(here + 1), ...listed.slice(0, Math.max(0, here))];
  return round.find(({ status }) => status === 'unread') ?? null;
}
