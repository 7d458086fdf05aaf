import type { ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { ImageResult } from '#common/model/result';
import { scopeByTags } from '#common/model/scope';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { Classifier } from '../inference/classifier.ts';
import { judgeFrame } from '../scan/judge-frame.ts';
import type { FrameCache } from './frame-cache.ts';

/**
 * Classifies one frame through the cache that also feeds the screen. A film that its tags put out of scope is
 * not decoded for it.
 *
 * @throws AppError of the model, of the decoding, `frame-out-of-range` or `inference-failed`.
 */
export async function classifyImage(
  { path, frame }: { readonly path: string; readonly frame: number },
  { pool, frames }: { readonly pool: Pick<DecodePool, 'describe'>; readonly frames: FrameCache },
  readyClassifier: () => Promise<Classifier>,
): Promise<ImageResult> {
  const shown = frames.peek(path, frame);
  const description = shown ? (await shown).description : await pool.describe(path);
  refuseMissingFrame(description, frame);
  const classifier = await readyClassifier();
  const { status, reason } = scopeByTags(description, classifier.card.regions);
  if (status === 'outOfScope') return { scope: { status, reason } };
  return judgeFrame(await frames.load(path, frame), { status, reason }, classifier);
}

function refuseMissingFrame({ pixels }: ImageDescription, frame: number): void {
  if (frame >= pixels.numberOfFrames)
    throw new AppError('frame-out-of-range', `Frame ${frame} of ${pixels.numberOfFrames}, counted from 0.`);
}
