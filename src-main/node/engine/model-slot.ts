import type { EngineStatus } from '#common/contract/ipc';
import { fromErrorReport, toPageReport, type ErrorReport } from '#common/errors';
import { createClassifier, type Classifier, type ClassifierOptions } from '../inference/classifier.ts';

/** The classifier, or why there is none: the engine goes on without it as a viewer. */
export type ModelSlot = { readonly classifier: Classifier } | { readonly error: ErrorReport };

/** Loads the model once it is admitted; a failure of either is kept as a value. */
export async function fillModelSlot(
  options: ClassifierOptions,
  admit: () => Promise<void>,
): Promise<ModelSlot> {
  try {
    await admit();
    return { classifier: await createClassifier(options) };
  } catch (thrown) {
    return { error: toPageReport(thrown) };
  }
}

/** @throws AppError with what kept the model from loading. */
export function classifierIn(slot: ModelSlot): Classifier {
  if ('error' in slot) throw fromErrorReport(slot.error);
  return slot.classifier;
}

/** What the status bar is told of the slot. */
export function statusOf(slot: ModelSlot): EngineStatus {
  if ('error' in slot) return { state: 'viewerOnly', error: slot.error };
  const { card, sha256, provider, passedOver } = slot.classifier;
  return {
    state: 'ready',
    provider,
    model: { name: card.name, version: card.version, sha256 },
    passedOver,
  };
}
