import { countClasses, tiesFromTop, type Scored } from './ranking.ts';

/** A point of a curve over thresholds; both coordinates are shares. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Sensitivity over the share of negatives that are flagged, from (0, 0) to (1, 1). */
export function rocCurve(films: readonly Scored[]): readonly CurvePoint[] {
  const { positives, negatives } = countClasses(films);
  let [found, wrong] = [0, 0];
  const points = tiesFromTop(films).map((tie) => {
    found += tie.positives;
    wrong += tie.negatives;
    return { x: wrong / negatives, y: found / positives };
  });
  return [{ x: 0, y: 0 }, ...points];
}

/** Precision over recall, one point a distinct score; where nothing is flagged there is no precision. */
export function precisionRecallCurve(films: readonly Scored[]): readonly CurvePoint[] {
  const { positives } = countClasses(films);
  let [found, flagged] = [0, 0];
  return tiesFromTop(films).map((tie) => {
    found += tie.positives;
    flagged += tie.positives + tie.negatives;
    return { x: found / positives, y: found / flagged };
  });
}

/** The 95 % interval of a share of independent films (Wilson 1927): it stays within 0 and 1. */
export function wilsonInterval(
  hits: number,
  films: number,
): { readonly lower: number; readonly upper: number } {
  const z = 1.959964;
  const share = hits / films;
  const center = (share + z ** 2 / (2 * films)) / (1 + z ** 2 / films);
  const half =
    (z / (1 + z ** 2 / films)) * Math.sqrt((share * (1 - share)) / films + z ** 2 / (4 * films ** 2));
  return { lower: Math.max(0, center - half), upper: Math.min(1, center + half) };
}
