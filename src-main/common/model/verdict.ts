import type { ModelCard } from './model-card.ts';
import type { Label, OperatingPointName } from './result.ts';

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
