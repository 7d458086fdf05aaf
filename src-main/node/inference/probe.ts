import type { ModelCard } from '#common/model/model-card';
import { referenceInput } from '#common/model/reference-input';
import type { Provider } from '#common/model/result';
import type { StoredModel } from './model-store.ts';
import { runGatedNetwork } from './network.ts';
import { openSession, type OnnxSession } from './onnx-session.ts';

/** What a provider makes of the card's reference input. */
export interface ProviderMeasurement {
  readonly agrees: boolean;
  readonly milliseconds: number;
}

const timedRuns = 5;

/** Opens a provider, measures it and closes it again. Throws what the runtime throws. */
export async function measureProvider(model: StoredModel, provider: Provider): Promise<ProviderMeasurement> {
  const session = await openSession(model.onnx, { provider });
  try {
    const agrees = await reproducesReference(session, model.card);
    return { agrees, milliseconds: await timeReference(session, model.card) };
  } finally {
    await session.release();
  }
}

/** Whether a session computes the network that was validated: every output within the card's tolerance. */
export async function reproducesReference(session: OnnxSession, card: ModelCard): Promise<boolean> {
  const { logit, mapMean, featureDistance, tolerance } = card.reference;
  const output = await runGatedNetwork(session, card, referenceInput(card.input));
  const mean = output.mapCells.reduce((sum, cell) => sum + cell, 0) / output.mapCells.length;
  const stray = Math.abs(output.featureDistance - featureDistance) / Math.max(1, featureDistance);
  return [Math.abs(output.logit - logit), Math.abs(mean - mapMean), stray].every(
    (difference) => difference <= tolerance,
  );
}

/** The median time of a run of the reference input, in milliseconds, on a session that has run before. */
export async function timeReference(session: OnnxSession, card: ModelCard): Promise<number> {
  const pixels = referenceInput(card.input);
  const durations: number[] = [];
  for (let run = 0; run < timedRuns; run++) {
    const start = performance.now();
    await runGatedNetwork(session, card, pixels);
    durations.push(performance.now() - start);
  }
  return durations.sort((a, b) => a - b)[Math.floor(timedRuns / 2)]!;
}
