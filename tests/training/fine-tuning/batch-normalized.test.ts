import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { encodeForward, type StepOptions } from '../../../training/fine-tuning/step-graph.ts';
import { initialState, Trainer, type TrainingState } from '../../../training/fine-tuning/trainer.ts';
import {
  layOut,
  packParameters,
  unpackParameters,
  type ParameterVector,
} from '../../../training/graph/parameters.ts';
import { encodeClassifier } from '../../../training/models/encode-classifier.ts';
import { greyStem } from '../../../training/models/mobilenet-v2.ts';
import { startBatchNormalization } from '../../../training/models/start-batch-normalization.ts';
import { listParameters } from '../../../training/models/trainable-classifier.ts';
import { initialHead } from '../../../training/models/trainable-head.ts';
import type { StoredTensor } from '../../../training/weights/safetensors.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { randomWeights } from '../../support/random-weights.ts';
import { syntheticBatch, tinyStep, tinyTrainer } from '../../support/tiny-training.ts';

/** The whole network is trained, on a machine that may be busy. */
const longEnough = 180_000;

const batch = syntheticBatch();
const weights = greyStem(randomWeights(0.25));
const head = initialHead(1280, 0, seededRandom(2));
const folded: StepOptions = { ...tinyStep, widthMultiplier: 0.25, averageDecay: null };
const normalized: StepOptions = { ...folded, normalization: 'batch' };

function vectorOf(options: StepOptions): ParameterVector {
  return layOut(
    listParameters(options).map((parameter) => ({
      ...parameter,
      learningRateScale: 1,
      decays: parameter.shape.length > 1,
    })),
  );
}

async function train(options: StepOptions, tensors: ReadonlyMap<string, StoredTensor>, steps: number) {
  const vector = vectorOf(options);
  const trainer = await Trainer.open(vector, { ...tinyTrainer, step: options }, 1);
  let state: TrainingState = initialState(packParameters(vector, new Map([...tensors, ...head])), options);
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    const outcome = await trainer.train(state, batch);
    ({ state } = outcome);
    losses.push(outcome.loss);
  }
  await trainer.close();
  return { vector, state, losses };
}

describe('a classifier with trainable batch normalization', () => {
  const start = () => startBatchNormalization(weights, { pixels: batch.pixels, films: 8, size: 64 }, 0.25);

  it(
    'begins as the folded network that it was made of, and learns',
    async () => {
      const { losses } = await train(normalized, await start(), 15);
      const [expected] = (await train(folded, weights, 1)).losses;
      expect(losses[0]).toBeCloseTo(expected!, 3);
      expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
    },
    longEnough,
  );

  it(
    'is exported folded, with the moving averages of its statistics',
    async () => {
      const { vector, state } = await train(normalized, await start(), 3);
      const packed = state.vectors.parameters;
      const trained = await openSession(encodeForward(vector, normalized), { provider: 'cpu', threads: 1 });
      const pixels = { values: Float32Array.from(batch.pixels), dims: [8, 1, 64, 64] };
      const parameters = { values: Float32Array.from(packed), dims: [vector.size] };
      const { logits } = await trained.run({ pixels, parameters });
      await trained.release();
      const tensors = unpackParameters(vector, packed);
      const onnx = encodeClassifier(tensors, normalized.head, { rows: 64, columns: 64 }, 0.25);
      const exported = await openSession(onnx, { provider: 'cpu', threads: 1 });
      const { logit } = await exported.run({ pixels });
      await exported.release();
      logit!.values.forEach((value, i) => expect(value).toBeCloseTo(logits!.values[i]!, 3));
      // Three steps at a decay of .95 leave most of where the averages began.
      const moved = tensors.get('l0.mean')!.values;
      const begun = (await start()).get('l0.mean')!.values;
      const distance = Math.max(...moved.map((value, channel) => Math.abs(value - begun[channel]!)));
      expect(distance).toBeGreaterThan(0);
      expect(distance).toBeLessThan(0.1);
    },
    longEnough,
  );
});
