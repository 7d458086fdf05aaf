import type { ImageResult, Label, Prediction, Scope } from '../model/result.ts';
import type { Phrase } from '../words/say.ts';

/** What the badge and the panel can say of a finished result. */
export type Finding = Label | 'rankingScore' | 'outOfScope';

/** A finding is told by shape, word and colour, never by colour alone. */
export interface FindingLook {
  readonly words: Phrase;
  /** As short as the study list needs it. */
  readonly shortWords: Phrase;
  readonly shape: 'solid-diamond' | 'dashed-diamond' | 'hollow-circle' | 'crossed-circle' | 'bars';
}

export const findingLooks: Readonly<Record<Finding, FindingLook>> = {
  suspected: { words: 'fracture suspected', shortWords: 'fracture suspected', shape: 'solid-diamond' },
  doubtful: { words: 'doubtful', shortWords: 'doubtful', shape: 'dashed-diamond' },
  notFlagged: {
    words: 'not flagged: does not exclude a fracture',
    shortWords: 'not flagged',
    shape: 'hollow-circle',
  },
  rankingScore: {
    words: 'ranking only: no verdict is given',
    shortWords: 'ranking score',
    shape: 'bars',
  },
  outOfScope: { words: 'outside scope: no result', shortWords: 'outside scope', shape: 'crossed-circle' },
};

/** Of a result whole, or of what a report keeps of it. */
export function findingOf(
  result: ImageResult | { readonly scope: Scope; readonly prediction: Prediction },
): Finding {
  if (!('prediction' in result)) return 'outOfScope';
  const { prediction } = result;
  return prediction.release === 'threeWay' ? prediction.label : 'rankingScore';
}

/** A label is null where the model may only rank. */
export function labelOf(prediction: Prediction): Label | null {
  return prediction.release === 'threeWay' ? prediction.label : null;
}

export type PredictedResult = Extract<ImageResult, { readonly prediction: unknown }>;

export function hasPrediction(result: ImageResult): result is PredictedResult {
  return 'prediction' in result;
}
