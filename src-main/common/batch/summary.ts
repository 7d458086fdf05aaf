import { everyOutcome, type FilmOutcome } from './worklist-filter.ts';

/** A film as far as a summary goes. */
export interface CountedFilm {
  readonly bodyPart: string | null;
  readonly outcome: FilmOutcome;
  /** Null for a film without a score. */
  readonly probability: number | null;
}

/** Films of one body part, which is null where the files name none. */
export interface PartCounts {
  readonly bodyPart: string | null;
  readonly films: number;
  readonly counts: Readonly<Record<FilmOutcome, number>>;
}

export interface BatchSummary {
  readonly films: number;
  readonly counts: Readonly<Record<FilmOutcome, number>>;
  /** Films with a score by their probability: each bin takes in its lower end, the last 1 as well. */
  readonly bins: readonly number[];
  /** The largest first. */
  readonly parts: readonly PartCounts[];
}

/** Bins of the histogram of probabilities over [0, 1]. */
export const binCount = 20;

/** Counts films by probability, outcome and body part. */
export function summariseFilms(films: Iterable<CountedFilm>): BatchSummary {
  const bins = Array.from({ length: binCount }, () => 0);
  const total = noFilms();
  const parts = new Map<string | null, Record<FilmOutcome, number>>();
  let count = 0;
  for (const { bodyPart, outcome, probability } of films) {
    const part = parts.get(bodyPart) ?? noFilms();
    parts.set(bodyPart, part);
    part[outcome]++;
    total[outcome]++;
    count++;
    if (probability !== null) bins[Math.min(binCount - 1, Math.floor(probability * binCount))]!++;
  }
  const counted = [...parts].map(([bodyPart, counts]) => ({ bodyPart, counts, films: sum(counts) }));
  return { films: count, counts: total, bins, parts: counted.sort((a, b) => b.films - a.films) };
}

/** How far a batch was at some time; the clock never jumps. */
export interface ProgressSample {
  readonly seconds: number;
  readonly films: number;
}

/** Spans of the throughput, as many as can be told apart on a screen. */
const mostSpans = 40;

/** Films per second in spans of the same length, from the first sample to the last; empty while there is one. */
export function throughputOf(samples: readonly ProgressSample[]): {
  readonly secondsEach: number;
  readonly rates: readonly number[];
} {
  const [first, last] = [samples[0], samples.at(-1)];
  const duration = first && last ? last.seconds - first.seconds : 0;
  if (first === undefined || duration <= 0) return { secondsEach: 0, rates: [] };
  const spans = Math.max(1, Math.min(mostSpans, Math.floor(duration)));
  const secondsEach = duration / spans;
  const rates = Array.from({ length: spans }, (_, span) => {
    const from = first.seconds + span * secondsEach;
    return (filmsAt(samples, from + secondsEach) - filmsAt(samples, from)) / secondsEach;
  });
  return { secondsEach, rates };
}

/** Between two samples as if films came evenly. */
function filmsAt(samples: readonly ProgressSample[], seconds: number): number {
  const next = samples.findIndex((sample) => sample.seconds >= seconds);
  const after = samples[next] ?? samples.at(-1)!;
  const before = samples[next - 1] ?? after;
  const span = after.seconds - before.seconds;
  const share = span === 0 ? 1 : (seconds - before.seconds) / span;
  return before.films + (after.films - before.films) * Math.min(1, share);
}

function noFilms(): Record<FilmOutcome, number> {
  return Object.fromEntries(everyOutcome.map((outcome) => [outcome, 0])) as Record<FilmOutcome, number>;
}

function sum(counts: Readonly<Record<FilmOutcome, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
