import type { Entry } from './entry.ts';

/** Of the histogram of scores, from 0 to 1. */
export const driftBins = 10;

/** The scores of some films. */
export interface ScoreGroup {
  /** A month as `2026-11`, or a manufacturer; null where the film does not name it. */
  readonly name: string | null;
  readonly films: number;
  readonly median: number;
  /** Films by tenths of the probability; 1 falls into the last. */
  readonly bins: readonly number[];
}

/** By the month of the verdict in UTC, oldest first. */
export function scoresByMonth(entries: readonly Entry[]): readonly ScoreGroup[] {
  return groups(entries, ({ when }) => when.slice(0, 7)).toSorted((a, b) => order(a.name, b.name));
}

/** Most films first. */
export function scoresByManufacturer(entries: readonly Entry[]): readonly ScoreGroup[] {
  return groups(entries, ({ manufacturer }) => manufacturer).toSorted(
    (a, b) => b.films - a.films || order(a.name, b.name),
  );
}

function groups(entries: readonly Entry[], nameOf: (entry: Entry) => string | null): readonly ScoreGroup[] {
  const scores = new Map<string | null, number[]>();
  for (const entry of entries) {
    const name = nameOf(entry);
    const known = scores.get(name);
    if (known === undefined) scores.set(name, [entry.probability]);
    else known.push(entry.probability);
  }
  return [...scores].map(([name, values]) => groupOf(name, values));
}

function groupOf(name: string | null, values: readonly number[]): ScoreGroup {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const bins = Array.from({ length: driftBins }, () => 0);
  for (const value of values) {
    const bin = Math.min(driftBins - 1, Math.floor(value * driftBins));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { name, films: values.length, median, bins };
}

function order(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
