import type { ImageResult, Label } from '../model/result.ts';

/** What the badge and the panel can say of a finished result. */
export type Verdict = Label | 'outOfScope';

/** A verdict is told by shape, word and colour, never by colour alone. */
export interface VerdictLook {
  readonly words: string;
  readonly shape: 'solid-diamond' | 'dashed-diamond' | 'hollow-circle' | 'crossed-circle';
}

export const verdictLooks: Readonly<Record<Verdict, VerdictLook>> = {
  suspected: { words: 'fracture suspected', shape: 'solid-diamond' },
  doubtful: { words: 'doubtful', shape: 'dashed-diamond' },
  notFlagged: { words: 'not flagged: does not exclude a fracture', shape: 'hollow-circle' },
  outOfScope: { words: 'outside scope: no result', shape: 'crossed-circle' },
};

export function verdictOf(result: ImageResult): Verdict {
  return hasPrediction(result) ? result.prediction.label : 'outOfScope';
}

export type PredictedResult = Extract<ImageResult, { readonly prediction: unknown }>;

export function hasPrediction(result: ImageResult): result is PredictedResult {
  return 'prediction' in result;
}
