import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { preprocess } from '#common/imaging/preprocess';
import type { ImageResult, Scope } from '#common/model/result';
import { scopeByFeatures, scopeByPixels } from '#common/model/scope';
import type { PreparedFrame } from '../decode/decode-tasks.ts';
import type { Classifier } from '../inference/classifier.ts';

/** A model input made elsewhere, and how long that took. */
type PreparedInput = Pick<PreparedFrame, 'modelInput' | 'preprocessMilliseconds'>;

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
  prepared?: PreparedInput,
): Promise<ImageResult> {
  const seen = scopeByPixels(frame, tags);
  if (seen.status === 'outOfScope') return { scope: { ...seen, status: seen.status } };
  const { modelInput, preprocessMilliseconds } = prepared ?? prepare(frame, classifier);
  const { featureDistance, ...judged } = await classifier.classify(modelInput, preprocessMilliseconds);
  const { status, reason } = scopeByFeatures(featureDistance, classifier.card.scopeDistance, seen);
  return status === 'outOfScope' ? { scope: { status, reason } } : { scope: { status, reason }, ...judged };
}

function prepare(frame: DecodedFrame, { card }: Classifier): PreparedInput {
  const start = performance.now();
  const modelInput = preprocess(frame, card.input);
  return { modelInput, preprocessMilliseconds: performance.now() - start };
}
