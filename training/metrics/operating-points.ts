import { allowedErrors, countClasses, type Scored } from './ranking.ts';

export interface Thresholds {
  readonly sensitive: number;
  readonly specific: number;
}

export interface OperatingGoals {
  /** The least sensitivity of the sensitive point. */
  readonly sensitivity: number;
  /** The least specificity of the specific point. */
  readonly specificity: number;
}

/**
 * The highest threshold that still reaches the sensitivity and the lowest that already reaches the
 * specificity, each half way to the neighbouring score so that neither hangs on a film's last digit.
 *
 * @throws RangeError when the two are not in order, which only goals too modest for the scores bring about.
 */
export function chooseThresholds(films: readonly Scored[], goals: OperatingGoals): Thresholds {
  const { positives, negatives } = countClasses(films);
  const scores = [...new Set(films.map((film) => film.score))].sort((a, b) => a - b);
  const ofClass = (positive: boolean): number[] =>
    films
      .filter((film) => film.positive === positive)
      .map((film) => film.score)
      .sort((a, b) => a - b);
  const lowestKept = ofClass(true)[allowedErrors(positives, goals.sensitivity)]!;
  const highestLeft = ofClass(false)[negatives - 1 - allowedErrors(negatives, goals.specificity)]!;
  const sensitive = between(scores[scores.indexOf(lowestKept) - 1] ?? lowestKept, lowestKept);
  const specific = between(highestLeft, scores[scores.indexOf(highestLeft) + 1] ?? 1);
  if (!(sensitive < specific))
    throw new RangeError(`The sensitive threshold ${sensitive} is not below the specific one ${specific}.`);
  return { sensitive, specific };
}

function between(low: number, high: number): number {
  return (low + high) / 2;
}
