import type { FrameOfFile } from '#common/contract/engine';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { ImageResult } from '#common/model/result';
import { scopeByTags } from '#common/model/scope';
import type { Classifier } from '../inference/classifier.ts';
import { judgeFrame } from '../scan/judge-frame.ts';
import type { OpenedFilms } from './opened-films.ts';

/**
 * Classifies one frame through the cache that also feeds the screen. A film that its tags put out of scope is
 * not decoded for it.
 *
 * @throws AppError of the model, of the decoding, `frame-out-of-range` or `inference-failed`.
 */
export async function classifyImage(
  file: FrameOfFile,
  films: Pick<OpenedFilms, 'describe' | 'loadFrame'>,
  readyClassifier: () => Promise<Classifier>,
): Promise<ImageResult> {
  const description = await films.describe(file);
  refuseMissingFrame(description, file.frame);
  const classifier = await readyClassifier();
  const { status, reason } = scopeByTags(description, classifier.card.regions);
  if (status === 'outOfScope') return { scope: { status, reason } };
  return judgeFrame(await films.loadFrame(file), { status, reason }, classifier);
}

function refuseMissingFrame({ pixels }: ImageDescription, frame: number): void {
  if (frame >= pixels.numberOfFrames)
    throw new AppError('frame-out-of-range', `Frame ${frame} of ${pixels.numberOfFrames}, counted from 0.`);
}
