import type { Estimate } from '#common/model/model-card';
import { estimateEach, type BootstrapOptions, type GroupScored, type Metric } from './bootstrap.ts';
import type { Thresholds } from './operating-points.ts';
import { auroc, sensitivity, specificity, type Scored } from './ranking.ts';

/** A film that two models judged; its score is the new one's. */
export interface PairedFilm extends GroupScored {
  readonly previous: number;
}

/** The new model's figure less the old one's, over the same draws of the same films; each at its own thresholds. */
export type PairedDifferences = Readonly<Record<PairedFigure, Estimate>>;

export type PairedFigure =
  | 'auroc'
  | 'sensitivityAtSensitive'
  | 'specificityAtSensitive'
  | 'sensitivityAtSpecific'
  | 'specificityAtSpecific';

/** The thresholds of both models. */
export interface PairedThresholds {
  readonly previous: Thresholds;
  readonly current: Thresholds;
}

/**
 * The paired bootstrap: both models meet the same films in each draw, so that what makes a film hard for both
 * does not count as a difference.
 *
 * @throws RangeError when a class is absent.
 */
export function measureDifferences(
  films: readonly PairedFilm[],
  { previous, current }: PairedThresholds,
  options: BootstrapOptions,
): PairedDifferences {
  const at =
    (rate: (films: readonly Scored[], threshold: number) => number, point: keyof Thresholds) =>
    (drawn: readonly PairedFilm[]): number =>
      rate(drawn, current[point]) - rate(asBefore(drawn), previous[point]);
  const metrics: Record<PairedFigure, Metric<PairedFilm>> = {
    auroc: (drawn) => auroc(drawn) - auroc(asBefore(drawn)),
    sensitivityAtSensitive: at(sensitivity, 'sensitive'),
    specificityAtSensitive: at(specificity, 'sensitive'),
    sensitivityAtSpecific: at(sensitivity, 'specific'),
    specificityAtSpecific: at(specificity, 'specific'),
  };
  return estimateEach(films, metrics, options);
}

/** The films with the scores of the old model. */
export function asBefore(films: readonly PairedFilm[]): readonly GroupScored[] {
  return films.map(({ previous, positive, group }) => ({ score: previous, positive, group }));
}

/** Films of each class that now reach a higher or a lower of the three bands that two thresholds make. */
export interface BandChanges {
  readonly fractured: Readonly<Record<'up' | 'down', number>>;
  readonly others: Readonly<Record<'up' | 'down', number>>;
}

export function countBandChanges(
  films: readonly PairedFilm[],
  { previous, current }: PairedThresholds,
): BandChanges {
  const count = (positive: boolean, sign: number): number =>
    films.filter((film) => {
      const change = bandOf(film.score, current) - bandOf(film.previous, previous);
      return film.positive === positive && Math.sign(change) === sign;
    }).length;
  return {
    fractured: { up: count(true, 1), down: count(true, -1) },
    others: { up: count(false, 1), down: count(false, -1) },
  };
}

/** 0 below the sensitive threshold, 1 between the two, 2 from the specific one up. */
function bandOf(score: number, { sensitive, specific }: Thresholds): number {
  return Number(score >= sensitive) + Number(score >= specific);
}
