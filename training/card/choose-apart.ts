import { chooseThresholds, type OperatingGoals, type Thresholds } from '../metrics/operating-points.ts';
import { countClasses, type Scored } from '../metrics/ranking.ts';

/** By which the goals are raised where one threshold reaches both. */
const goalStep = 0.025;

/** Two thresholds that are apart, and what they were chosen to reach. */
export interface ThresholdsApart extends Thresholds {
  readonly reached: OperatingGoals;
}

/**
 * The thresholds for the goals, or for higher ones where the films are ordered so well that one threshold would
 * reach both and nothing be doubtful. Where a threshold makes no error at all, the thresholds are a third and two
 * thirds on the way from the highest score without a fracture to the lowest with one.
 *
 * @throws RangeError when a class is absent.
 */
export function chooseApart(films: readonly Scored[], goals: OperatingGoals): ThresholdsApart {
  countClasses(films);
  const scoresOf = (wanted: boolean): number[] =>
    films.filter(({ positive }) => positive === wanted).map(({ score }) => score);
  const [highest, lowest] = [Math.max(...scoresOf(false)), Math.min(...scoresOf(true))];
  for (let raised = 0; ; raised += goalStep) {
    const reached = {
      sensitivity: Math.min(1, goals.sensitivity + raised),
      specificity: Math.min(1, goals.specificity + raised),
    };
    const isHighest = reached.sensitivity === 1 && reached.specificity === 1;
    if (isHighest && highest < lowest) {
      const third = (lowest - highest) / 3;
      return { sensitive: highest + third, specific: lowest - third, reached };
    }
    try {
      return { ...chooseThresholds(films, reached), reached };
    } catch (thrown) {
      if (isHighest || !(thrown instanceof RangeError)) throw thrown;
    }
  }
}
