import { basename } from 'node:path';
import type { Comparison } from './compare-file.ts';

/** What rounding alone makes of it: DCMTK cuts fractions off where the nearest level is shown here. */
export const allowedDifference = 1;

/** One file in words. */
export function comparisonLine(comparison: Comparison): string {
  const name = `${basename(comparison.path)} (${comparison.modality ?? 'no modality'})`;
  if ('refusal' in comparison) return `   -  ${name}: not compared, ${comparison.refusal}`;
  const { largestDifference, differingShare, excuse } = comparison;
  const isExcused = excuse !== null && largestDifference > allowedDifference;
  const notes = isExcused ? [...comparison.notes, excuse] : comparison.notes;
  const share = `${(100 * differingShare).toFixed(2)} % of pixels differ`;
  return `${String(largestDifference).padStart(4)}  ${[`${name}: ${share}`, ...notes].join('; ')}`;
}

/** How many files lie how far apart, and whether none lies too far. */
export function summaryLines(comparisons: readonly Comparison[]): {
  readonly lines: readonly string[];
  readonly isGood: boolean;
} {
  const compared = comparisons.filter((one) => !('refusal' in one)) as Extract<
    Comparison,
    { readonly largestDifference: number }
  >[];
  const apart = compared.filter(({ largestDifference }) => largestDifference > allowedDifference);
  const tooFar = apart.filter(({ excuse }) => excuse === null);
  const excused = apart.filter(({ excuse }) => excuse !== null);
  const others = compared.filter((one) => !excused.includes(one));
  const largest = Math.max(0, ...others.map(({ largestDifference }) => largestDifference));
  const lines = [
    `${compared.length} images compared with DCMTK, ${comparisons.length - compared.length} not.`,
    `Largest difference: ${largest} of 255 grey levels; ${tooFar.length} images above ${allowedDifference}.`,
    `Besides, ${excused.length} differ for a reason of DCMTK's own.`,
    ...excused.map(({ path, excuse }) => `  ${path}: ${excuse}`),
    ...tooFar.map(({ path, largestDifference }) => `  ${largestDifference}  ${path}`),
  ];
  return { lines, isGood: compared.length > 0 && tooFar.length === 0 };
}
