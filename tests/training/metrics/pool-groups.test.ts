import { poolGroups } from '../../../training/metrics/pool-groups.ts';

const films = [
  { group: 'a', score: 0.2, positive: false },
  { group: 'b', score: 0.9, positive: false },
  { group: 'a', score: 0.6, positive: true },
];

describe('poolGroups', () => {
  it('makes one film of a group, positive when one of its films is', () => {
    expect(poolGroups(films, 'maximum')).toEqual([
      { group: 'a', score: 0.6, positive: true },
      { group: 'b', score: 0.9, positive: false },
    ]);
    expect(poolGroups(films, 'mean')[0]!.score).toBeCloseTo(0.4, 12);
  });
});
