import { groupFilms, type GroupScored } from './bootstrap.ts';

/** How the scores of related films become one: the maximum is a study's, the mean that of copies of one film. */
export type GroupPooling = 'mean' | 'maximum';

/** One film for each group, positive when any of the group is. */
export function poolGroups(films: readonly GroupScored[], pooling: GroupPooling): readonly GroupScored[] {
  return groupFilms(films).map((members) => {
    const scores = members.map(({ score }) => score);
    const score =
      pooling === 'mean' ? scores.reduce((sum, each) => sum + each, 0) / scores.length : Math.max(...scores);
    return { group: members[0]!.group, positive: members.some(({ positive }) => positive), score };
  });
}
