import type { Estimate } from '#common/model/model-card';
import { seededRandom } from '#common/sampling/seeded-random';
import type { Scored } from './ranking.ts';

/** A film with the block of possibly related films it belongs to. */
export interface BlockScored extends Scored {
  readonly block: number;
}

export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number;
}

/** How intervals are made, for the model card. */
export function describeIntervals({ resamples, seed }: BootstrapOptions): string {
  return `95 % percentile bootstrap, ${resamples} resamples of whole blocks of 20 neighbouring films, seed ${seed}`;
}

/**
 * A metric with its 95 % percentile interval. Whole blocks are drawn with replacement, because films of one
 * block may show one patient; a draw that lacks a class is left out.
 */
export function estimate(
  films: readonly BlockScored[],
  metric: (films: readonly Scored[]) => number,
  { resamples, seed }: BootstrapOptions,
): Estimate {
  const blocks = groupByBlock(films);
  const random = seededRandom(seed);
  const draws: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = blocks.flatMap(() => blocks[Math.floor(random() * blocks.length)]!);
    if (new Set(drawn.map((film) => film.positive)).size === 2) draws.push(metric(drawn));
  }
  draws.sort((a, b) => a - b);
  return { value: metric(films), lower: quantile(draws, 0.025), upper: quantile(draws, 0.975) };
}

function groupByBlock(films: readonly BlockScored[]): readonly (readonly BlockScored[])[] {
  const blocks = new Map<number, BlockScored[]>();
  for (const film of films) {
    const block = blocks.get(film.block);
    if (block === undefined) blocks.set(film.block, [film]);
    else block.push(film);
  }
  return [...blocks.values()];
}

function quantile(sorted: readonly number[], fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}
