import type { Estimate, ModelCard } from '#common/model/model-card';
import { estimateEach, type BootstrapOptions, type GroupScored } from '../../metrics/bootstrap.ts';
import { auroc } from '../../metrics/ranking.ts';
import { quantile } from '../../metrics/quantile.ts';
import type { ProbedFilm } from './ask.ts';

/** A film's score before (`score`) and after something was done to it. */
export interface Pair extends GroupScored {
  readonly after: number;
}

/** A figure before and after; the change has its own interval, as both are of the same films. */
export interface Change {
  readonly before: Estimate;
  readonly after: Estimate;
  readonly change: Estimate;
}

/** What pasting something does to films without a fracture. */
export interface PastedSummary {
  readonly name: string;
  readonly films: number;
  /** Of the calibrated probability, after minus before. */
  readonly medianChange: number;
  readonly percentile95Change: number;
  /** Specificity at the card's operating points. */
  readonly sensitive: Change;
  readonly specific: Change;
}

/** What a change does to the order of films of both classes. */
export interface RankingSummary {
  readonly name: string;
  readonly films: number;
  readonly medianAbsoluteChange: number;
  readonly auroc: Change;
  /** Whether the AUROC changed by no more than `tolerance`. */
  readonly within: boolean;
}

/** How much the AUROC may change where a possible shortcut is taken away. */
export const tolerance = 0.02;

/** The films that were given in a variant, with both their scores. */
export function pairsOf(films: readonly ProbedFilm[], name: string): readonly Pair[] {
  return films.flatMap(({ radiograph: { fractured, group }, before, after }) => {
    const changed = after[name];
    return changed === undefined ? [] : [{ positive: fractured, group, score: before, after: changed }];
  });
}

export function summarisePasted(
  name: string,
  pairs: readonly Pair[],
  { sensitive, specific }: ModelCard['operatingPoints'],
  options: BootstrapOptions,
): PastedSummary {
  const changes = pairs.map(({ score, after }) => after - score);
  const specificityAt = (threshold: number): Change =>
    estimateChange(pairs, (scores) => share(scores, ({ score }) => score < threshold), options);
  return {
    name,
    films: pairs.length,
    medianChange: quantile(changes, 0.5),
    percentile95Change: quantile(changes, 0.95),
    sensitive: specificityAt(sensitive.threshold),
    specific: specificityAt(specific.threshold),
  };
}

export function summariseMasked(
  name: string,
  pairs: readonly Pair[],
  options: BootstrapOptions,
): RankingSummary {
  const ranking = estimateChange(pairs, auroc, options);
  return {
    name,
    films: pairs.length,
    medianAbsoluteChange: quantile(
      pairs.map(({ score, after }) => Math.abs(after - score)),
      0.5,
    ),
    auroc: ranking,
    within: Math.abs(ranking.change.value) <= tolerance,
  };
}

/** A metric of the scores before and after, and of their difference over the same draws. */
function estimateChange(
  pairs: readonly Pair[],
  metric: (films: readonly GroupScored[]) => number,
  options: BootstrapOptions,
): Change {
  const before = (drawn: readonly Pair[]): number => metric(drawn);
  const after = (drawn: readonly Pair[]): number =>
    metric(drawn.map((pair) => ({ ...pair, score: pair.after })));
  return estimateEach(
    pairs,
    { before, after, change: (drawn: readonly Pair[]) => after(drawn) - before(drawn) },
    options,
  );
}

function share<T>(items: readonly T[], counts: (item: T) => boolean): number {
  return items.filter(counts).length / items.length;
}
