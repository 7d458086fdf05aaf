import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { preprocess } from '#common/imaging/preprocess';
import type { ImageResult, Scope } from '#common/model/result';
import { scopeByFeatures, scopeByPixels } from '#common/model/scope';
import type { PreparedFrame } from '../decode/decode-tasks.ts';
import type { Classifier } from '../inference/classifier.ts';

/** A model input made elsewhere, how long that took, and the scope by header and pixels. */
type PreparedInput = Pick<PreparedFrame, 'modelInput' | 'preprocessMilliseconds'> & {
  readonly scope: Scope;
};

/**
 * The last steps from a decoded frame to a result: the pixels' say on the scope, then the network, then its
 * features' say. A frame whose pixels put it out of scope never reaches the network.
 *
 * @throws AppError `inference-failed`.
 */
export async function judgeFrame(
  frame: DecodedFrame,
  tags: Scope,
  classifier: Classifier,
): Promise<ImageResult> {
  const scope = scopeByPixels(frame, tags);
  if (scope.status === 'outOfScope') return { scope: { ...scope, status: scope.status } };
  return judgePrepared({ ...prepare(frame, classifier), scope }, classifier);
}

/** `judgeFrame` of a frame that a thread has decoded, looked at and preprocessed. @throws AppError `inference-failed` */
export async function judgePrepared(
  { modelInput, preprocessMilliseconds, scope: seen }: PreparedInput,
  classifier: Classifier,
): Promise<ImageResult> {
  if (seen.status === 'outOfScope') return { scope: { ...seen, status: seen.status } };
  const { featureDistance, ...judged } = await classifier.classify(modelInput, preprocessMilliseconds);
  const { status, reason } = scopeByFeatures(featureDistance, classifier.card.scopeDistance, seen);
  return status === 'outOfScope' ? { scope: { status, reason } } : { scope: { status, reason }, ...judged };
}

function prepare(frame: DecodedFrame, { card }: Classifier): Omit<PreparedInput, 'scope'> {
  const start = performance.now();
  const modelInput = preprocess(frame, card.input);
  return { modelInput, preprocessMilliseconds: performance.now() - start };
}
