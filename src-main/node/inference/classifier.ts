import type { ProviderChoice } from '#common/contract/ipc';
import type { ModelInput } from '#common/imaging/preprocess';
import { calibratedProbability, calibrateMap } from '#common/model/calibration';
import type { ModelCard } from '#common/model/model-card';
import type { AttentionMap, InferenceStamp, Prediction, Provider } from '#common/model/result';
import { toPrediction } from '#common/model/verdict';
import { startClassifyingThreads, type ParallelOptions } from './classifying-threads.ts';
import { chooseProvider, providerCandidates, type ChosenProvider } from './execution-provider.ts';
import { loadModel } from './model-store.ts';
import { runGatedNetwork } from './network.ts';
import { defaultThreads } from './onnx-session.ts';
import { probeInWorker } from './probe-in-worker.ts';

export interface ClassifierOptions {
  /** Holds the model card and the ONNX file. */
  readonly modelDirectory: string;
  readonly provider: ProviderChoice;
  /** CPU threads inside one operator; `defaultThreads()` when left out. */
  readonly threads?: number;
  /** The built file of `probe-worker.ts`; without it `auto` means the CPU. */
  readonly probeWorker?: string;
  /** Where the CPU judges, it does so in these threads; one film at a time, in the calling thread, if left out. */
  readonly parallel?: ParallelOptions;
}

/** What the network says of a film, whether or not the scope gate lets it be said. */
export interface Classification {
  readonly prediction: Prediction;
  /** From the training films; `scopeByFeatures` holds it against the card's threshold. */
  readonly featureDistance: number;
  readonly attentionMap: AttentionMap;
  readonly stamp: InferenceStamp;
}

/** One network in long-lived sessions; requests are computed one at a time, in the order they came, but by `parallel`. */
export interface Classifier {
  readonly card: ModelCard;
  /** Of the ONNX file. */
  readonly sha256: string;
  readonly provider: Provider;
  /** Why faster providers were passed over; empty when none was tried. */
  readonly passedOver: readonly string[];
  /**
   * Judges one film. The time that its preprocessing took is added to the stamp's.
   *
   * @throws AppError `inference-failed`; the classifier stays usable.
   */
  classify(input: ModelInput, preprocessMilliseconds?: number): Promise<Classification>;
  release(): Promise<void>;
}

const probeLimitMilliseconds = 10_000;

/**
 * Loads, verifies and opens the model.
 *
 * @throws AppError `model-not-found`, `model-card-invalid`, `model-mismatch` or `provider-unavailable`.
 */
export async function createClassifier(options: ClassifierOptions): Promise<Classifier> {
  const { modelDirectory, provider, threads = defaultThreads(), probeWorker } = options;
  const model = await loadModel(modelDirectory);
  const chosen = await chooseProvider(model, {
    choice: provider,
    threads,
    candidates: probeWorker === undefined ? [] : await providerCandidates(process.platform),
    probe:
      probeWorker === undefined
        ? null
        : (model, provider) => probeInWorker(probeWorker, { model, provider }, probeLimitMilliseconds),
  });
  const { provider: served, passedOver } = chosen;
  const named = { card: model.card, sha256: model.card.onnx.sha256, provider: served, passedOver };
  if (options.parallel === undefined || served !== 'cpu') return { ...named, ...inTurn(model.card, chosen) };
  // It has shown that the network answers here as its card says.
  await chosen.session.release();
  const { classify, close } = startClassifyingThreads(model, options.parallel);
  return { ...named, classify: (input, milliseconds = 0) => classify(input, milliseconds), release: close };
}

function inTurn(card: ModelCard, chosen: ChosenProvider): Pick<Classifier, 'classify' | 'release'> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    classify(input, preprocessMilliseconds = 0) {
      const classification = last.then(() => classifyWith(card, chosen, input, preprocessMilliseconds));
      last = classification.catch(() => undefined);
      return classification;
    },
    release: () => last.then(() => chosen.session.release()),
  };
}

/** Judges one film at once, on the calling thread. @throws AppError `inference-failed` */
export async function classifyWith(
  card: ModelCard,
  { session, provider }: Pick<ChosenProvider, 'session' | 'provider'>,
  { pixels, letterbox }: ModelInput,
  preprocessMilliseconds: number,
): Promise<Classification> {
  const start = performance.now();
  const output = await runGatedNetwork(session, card, pixels);
  const { logit, mapRows, mapColumns, mapCells, featureDistance } = output;
  const probability = calibratedProbability(logit, card.calibration);
  const { name, version, onnx } = card;
  return {
    prediction: toPrediction({ logit, probability }, card),
    featureDistance,
    attentionMap: {
      rows: mapRows,
      columns: mapColumns,
      logits: calibrateMap(mapCells, card.calibration),
      letterbox,
    },
    stamp: {
      provider,
      model: { name, version, sha256: onnx.sha256 },
      milliseconds: preprocessMilliseconds + performance.now() - start,
    },
  };
}
