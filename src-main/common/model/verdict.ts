import type { ModelCard } from './model-card.ts';
import type { Label, OperatingPointName, Prediction, Score } from './result.ts';

export interface Verdict {
  readonly label: Label;
  readonly operatingPoint: OperatingPointName;
}

/**
 * The label of a calibrated probability: `suspected` from the specific threshold up, `doubtful` between the
 * two, `notFlagged` below the sensitive one. A probability equal to a threshold reaches it.
 */
export function decideVerdict(
  probability: number,
  { sensitive, specific }: ModelCard['operatingPoints'],
): Verdict {
  if (probability >= specific.threshold) return { label: 'suspected', operatingPoint: 'specific' };
  if (probability >= sensitive.threshold) return { label: 'doubtful', operatingPoint: 'sensitive' };
  return { label: 'notFlagged', operatingPoint: 'sensitive' };
}

/** Adds a verdict to a score where the card's release allows one. */
export function toPrediction(
  score: Score,
  { release, operatingPoints }: Pick<ModelCard, 'release' | 'operatingPoints'>,
): Prediction {
  if (release.verdict === 'rankingOnly') return { ...score, release: 'rankingOnly' };
  return { ...score, release: 'threeWay', ...decideVerdict(score.probability, operatingPoints) };
}
