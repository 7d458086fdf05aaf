import { shipped } from '../configurations/shipped.ts';
import { stepOptionsOf } from '../fine-tuning/configuration.ts';
import type { StepOptions } from '../fine-tuning/step-graph.ts';
import { initialState, Trainer, type TrainingState } from '../fine-tuning/trainer.ts';
import { layOut } from '../graph/parameters.ts';
import { listParameters } from '../models/trainable-classifier.ts';
import { answerTurns } from './answer-turns.ts';
import { drawWeights, noise } from './synthetic.ts';

// One training step a round at 224x224, batch 16, all convolutions trained, as peers/train_step.py does it: AdamW
// with neither clipping nor a moving average. Its result is the loss.

const size = 224;
const threads = Number(process.argv[2]);

const step: StepOptions = {
  ...stepOptionsOf(shipped, size),
  labelSmoothing: 0,
  gradientNormLimit: null,
  averageDecay: null,
};
const { batchSize } = step;
const vector = layOut(
  listParameters(step).map(({ name, shape }) => ({
    name,
    shape,
    learningRateScale: 1,
    decays: shape.length > 1,
  })),
);
const schedule = {
  stages: [{ size, epochs: 1, zoom: [1, 1] as const }],
  stepsPerEpoch: 1e9,
  learningRate: 1e-4,
  warmUpSteps: 0,
};
const cells = batchSize * (size / 32) ** 2;
const batch = {
  pixels: noise(1000, batchSize * size * size),
  targets: Float32Array.from({ length: batchSize }, (_, film) => film % 2),
  mapTargets: new Float32Array(cells),
  mapWeights: new Float32Array(cells).fill(1),
};

const trainer = await Trainer.open(vector, { step, schedule, seed: shipped.seed }, threads);
let state = initialState(drawWeights(vector), step);
let spare: TrainingState | undefined;
await answerTurns(async () => {
  const { state: next, loss } = await trainer.train(state, batch, spare);
  spare = state;
  state = next;
  return loss;
});
await trainer.close();
