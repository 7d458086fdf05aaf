import type { Estimate } from '#common/model/model-card';
import { seededRandom } from '#common/sampling/seeded-random';
import { quantile } from './quantile.ts';
import type { Scored } from './ranking.ts';

/** A film with the group of possibly related films it belongs to, such as one patient's. */
export interface GroupScored extends Scored {
  readonly group: string;
}

export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number;
}

/** A figure of a set of films; NaN where these films do not define it. */
export type Metric<Film extends Scored = Scored> = (films: readonly Film[]) => number;

/** How intervals are made, for the model card. */
export function describeIntervals({ resamples, seed }: BootstrapOptions): string {
  return `95 % percentile bootstrap, ${resamples} resamples of whole blocks of 20 neighbouring films, seed ${seed}`;
}

/**
 * A metric with its 95 % percentile interval. Whole groups are drawn with replacement, because films of one
 * group may show one patient; a draw that lacks a class, or does not define the metric, is left out.
 */
export function estimate(films: readonly GroupScored[], metric: Metric, options: BootstrapOptions): Estimate {
  return estimateEach(films, { metric }, options).metric;
}

/** Several metrics over the same draws: each is what `estimate` gives for it alone, at the cost of one. */
export function estimateEach<Name extends string, Film extends GroupScored>(
  films: readonly Film[],
  metrics: Readonly<Record<Name, Metric<Film>>>,
  options: BootstrapOptions,
): Readonly<Record<Name, Estimate>> {
  const names = Object.keys(metrics) as Name[];
  const draws = names.map((): number[] => []);
  for (const drawn of resample(films, options))
    names.forEach((name, i) => {
      const value = metrics[name](drawn);
      if (Number.isFinite(value)) draws[i]!.push(value);
    });
  const entries = names.map((name, i) => [name, toEstimate(metrics[name](films), draws[i]!)] as const);
  return Object.fromEntries(entries) as Record<Name, Estimate>;
}

/** Draws of as many whole groups as there are, with replacement; those without a class that the films have are left out. */
function* resample<Film extends GroupScored>(
  films: readonly Film[],
  { resamples, seed }: BootstrapOptions,
): Generator<readonly Film[]> {
  const groups = groupFilms(films);
  const classes = countPresent(films);
  const random = seededRandom(seed);
  for (let draw = 0; draw < resamples; draw++) {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)]!);
    if (countPresent(drawn) === classes) yield drawn;
  }
}

function countPresent(films: readonly Scored[]): number {
  return new Set(films.map(({ positive }) => positive)).size;
}

/** A value with the 2.5th and 97.5th percentile of its draws, which need not be in order. */
function toEstimate(value: number, draws: readonly number[]): Estimate {
  return { value, lower: quantile(draws, 0.025), upper: quantile(draws, 0.975) };
}

/** Films by group, in the order in which the groups first appear. */
export function groupFilms<Film extends { readonly group: string }>(
  films: readonly Film[],
): readonly (readonly Film[])[] {
  const groups = new Map<string, Film[]>();
  for (const film of films) {
    const group = groups.get(film.group);
    if (group === undefined) groups.set(film.group, [film]);
    else group.push(film);
  }
  return [...groups.values()];
}
