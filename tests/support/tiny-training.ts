import type { Batch } from '../../training/fine-tuning/batch.ts';
import type { StepOptions } from '../../training/fine-tuning/step-graph.ts';
import type { TrainerOptions } from '../../training/fine-tuning/trainer.ts';
import { nativeLayout } from '../../training/graph/native-layout.ts';
import { layOut, packParameters, type ParameterVector } from '../../training/graph/parameters.ts';
import { greyStem } from '../../training/models/mobilenet-v2.ts';
import { listParameters } from '../../training/models/trainable-classifier.ts';
import { initialHead } from '../../training/models/trainable-head.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { randomWeights } from './random-weights.ts';

/** A training small enough for a test: the whole network at 64x64. */
export const tinyStep: StepOptions = {
  batchSize: 8,
  size: 64,
  head: { kind: 'pool-linear', pooling: { method: 'logSumExp', sharpness: 4 } },
  labelSmoothing: 0,
  mapLossScale: 0.5,
  weightDecay: 0.01,
  gradientNormLimit: 1,
  optimizer: { kind: 'adamW', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  averageDecay: 0.9,
  layout: nativeLayout(),
};

export const tinyTrainer: TrainerOptions = {
  step: tinyStep,
  schedule: {
    stages: [{ size: 64, epochs: 1, zoom: [1, 1] as const }],
    stepsPerEpoch: 60,
    learningRate: 1e-3,
    warmUpSteps: 5,
  },
  seed: 3,
};

export const wholeVector: ParameterVector = layOut(
  listParameters(tinyStep).map((shape) => ({
    ...shape,
    learningRateScale: 1,
    decays: shape.shape.length > 1,
  })),
);

/** Weights that have learned nothing. */
export function untrainedParameters(): Float32Array {
  const weights = [...greyStem(randomWeights(1)), ...initialHead(1280, 0, seededRandom(2))];
  return packParameters(wholeVector, new Map(weights));
}

/** Noise of which every other film has a bright square in its first map cell. */
export function syntheticBatch(films = 8): Batch {
  const random = seededRandom(6);
  const pixels = Float32Array.from({ length: films * 64 * 64 }, () => 0.5 * random() - 1);
  const targets = Float32Array.from({ length: films }, (_, film) => film % 2);
  const mapTargets = Float32Array.from({ length: films * 4 }, (_, cell) => (cell % 8 === 4 ? 1 : 0));
  for (let film = 1; film < films; film += 2)
    for (let row = 6; row < 26; row++)
      pixels.fill(1, (film * 64 + row) * 64 + 6, (film * 64 + row) * 64 + 26);
  return { pixels, targets, mapTargets, mapWeights: mapTargets.map((target) => 1 + 5 * target) };
}
