import type { Scored } from './ranking.ts';

/** How many films of each class a threshold flags and leaves. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** Counts films at or above the threshold as flagged. */
export function confusion(films: readonly Scored[], threshold: number): Confusion {
  let [truePositives, falsePositives, trueNegatives, falseNegatives] = [0, 0, 0, 0];
  for (const { score, positive } of films) {
    if (score >= threshold) {
      if (positive) truePositives++;
      else falsePositives++;
    } else if (positive) falseNegatives++;
    else trueNegatives++;
  }
  return { truePositives, falsePositives, trueNegatives, falseNegatives };
}

/** The share of films on the right side of the threshold. */
export function accuracy(counts: Confusion): number {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
  const right = truePositives + trueNegatives;
  return right / (right + falsePositives + falseNegatives);
}

/** The share of flagged films that are positive; NaN when none is flagged. */
export function precision({ truePositives, falsePositives }: Confusion): number {
  return truePositives / (truePositives + falsePositives);
}

/** The share of positives that are flagged; NaN when there is none. */
export function recall({ truePositives, falseNegatives }: Confusion): number {
  return truePositives / (truePositives + falseNegatives);
}

/** The harmonic mean of precision and recall; NaN when nothing is positive or flagged. */
export function f1({ truePositives, falsePositives, falseNegatives }: Confusion): number {
  return (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives);
}

/** A figure of the positive class averaged with the same figure of the negative one, as papers often report. */
export function macro(metric: (counts: Confusion) => number, counts: Confusion): number {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
  const swapped: Confusion = {
    truePositives: trueNegatives,
    falsePositives: falseNegatives,
    trueNegatives: truePositives,
    falseNegatives: falsePositives,
  };
  return (metric(counts) + metric(swapped)) / 2;
}
