import { basename } from 'node:path';
import type { Comparison } from './compare-file.ts';

/** The issue of rounding alone: DCMTK cuts fractions off where the nearest level is shown here. */
export const allowedDifference = 1;

/** One file in words. */
export function comparisonLine(comparison: Comparison): string {
  const name = `${basename(comparison.path)} (${comparison.modality ?? 'no modality'})`;
  if ('refusal' in comparison) return `   -  ${name}: not compared, ${comparison.refusal}`;
  const { largestDifference, differingShare, notes } = comparison;
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
  const tooFar = compared.filter(({ largestDifference }) => largestDifference > allowedDifference);
  const largest = Math.max(0, ...compared.map(({ largestDifference }) => largestDifference));
  const lines = [
    `${compared.length} images compared with DCMTK, ${comparisons.length - compared.length} not.`,
    `Largest difference: ${largest} of 255 grey levels; ${tooFar.length} images above ${allowedDifference}.`,
    ...tooFar.map(({ path, largestDifference }) => `  ${largestDifference}  ${path}`),
  ];
  return { lines, isGood: compared.length > 0 && tooFar.length === 0 };
}
