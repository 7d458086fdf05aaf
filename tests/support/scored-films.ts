import type { GroupScored } from '../../training/metrics/bootstrap.ts';

/** `count` films of one score, the first `positives` of them positive, each in a group of its own. */
export function filmsAt(score: number, count: number, positives: number): readonly GroupScored[] {
  return Array.from({ length: count }, (_, i) => ({
    score,
    positive: i < positives,
    group: `${score}-${i}`,
  }));
}
