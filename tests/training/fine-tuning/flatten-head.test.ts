import { runNetwork } from '../../../src-main/node/inference/network.ts';
import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import type { StepOptions } from '../../../training/fine-tuning/step-graph.ts';
import { initialState, Trainer, type TrainingState } from '../../../training/fine-tuning/trainer.ts';
import { layOut, packParameters, unpackParameters } from '../../../training/graph/parameters.ts';
import { encodeClassifier } from '../../../training/models/encode-classifier.ts';
import { networkInterface } from '../../../training/models/fracture-classifier.ts';
import { greyStem } from '../../../training/models/mobilenet-v2.ts';
import { listParameters } from '../../../training/models/trainable-classifier.ts';
import { initialFlattenHead, isHeadParameter } from '../../../training/models/trainable-head.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { randomWeights } from '../../support/random-weights.ts';
import { sameBits } from '../../support/same-bits.ts';
import { syntheticBatch, tinyStep, tinyTrainer } from '../../support/tiny-training.ts';

/** A whole network runs, on a machine that may be busy. */
const longEnough = 180_000;

const batch = syntheticBatch();
const backbone = greyStem(randomWeights(0.25));

/** The published protocol in small: everything before the head is frozen and no part of the state. */
function optionsWith(
  activation: 'sigmoid' | 'softmax',
  optimizer: StepOptions['optimizer'] = tinyStep.optimizer,
): StepOptions {
  return {
    ...tinyStep,
    head: { kind: 'flatten-512', dropout: 0.5, activation },
    widthMultiplier: 0.25,
    weightDecay: 0,
    gradientNormLimit: null,
    optimizer,
    averageDecay: null,
  };
}

const vector = layOut(
  listParameters(optionsWith('sigmoid'))
    .filter(({ name }) => isHeadParameter(name))
    .map((parameter) => ({ ...parameter, learningRateScale: 1, decays: false })),
);

function start(options: StepOptions): TrainingState {
  const head = initialFlattenHead(1280, 64, seededRandom(4));
  return initialState(packParameters(vector, head), options);
}

function open(step: StepOptions): Promise<Trainer> {
  const schedule = { ...tinyTrainer.schedule, learningRate: 3e-4 };
  return Trainer.open(vector, { ...tinyTrainer, schedule, step, frozen: backbone }, 1);
}

async function train(trainer: Trainer, from: TrainingState, steps: number) {
  const losses: number[] = [];
  let state = from;
  for (let i = 0; i < steps; i++) {
    const outcome = await trainer.train(state, batch);
    ({ state } = outcome);
    losses.push(outcome.loss);
  }
  return { state, losses };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the flatten-512 head on a frozen backbone', () => {
  it.each([
    ['sigmoid', 'adamW', tinyStep.optimizer],
    ['softmax', 'sgdMomentum', { kind: 'sgdMomentum', momentum: 0.9 }],
  ] as const)(
    'learns eight synthetic films by heart by two %s outputs and %s, and exports what it learned',
    async (activation, _, optimizer) => {
      const options = optionsWith(activation, optimizer);
      const trainer = await open(options);
      const { state, losses } = await train(trainer, start(options), 40);
      await trainer.close();
      // Dropout makes each loss uneven.
      expect(mean(losses.slice(0, 5))).toBeGreaterThan(0.8);
      expect(mean(losses.slice(-5))).toBeLessThan(0.4);
      const parameters = new Map([...backbone, ...unpackParameters(vector, state.vectors.parameters)]);
      const onnx = encodeClassifier(parameters, options.head, { rows: 64, columns: 64 }, 0.25);
      const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
      const pixels = { values: Float32Array.from(batch.pixels), dims: [8, 1, 64, 64] };
      const outputs = await session.run({ pixels });
      await session.release();
      expect(Object.keys(outputs)).toEqual(['logit']);
      expect([...outputs['logit']!.values].map((logit) => Number(logit > 0))).toEqual([...batch.targets]);
    },
    longEnough,
  );

  it(
    'is refused by the product, which has a map to show',
    async () => {
      const parameters = new Map([...backbone, ...initialFlattenHead(1280, 64, seededRandom(4))]);
      const input = { rows: 64, columns: 64 };
      const onnx = encodeClassifier(parameters, optionsWith('sigmoid').head, input, 0.25);
      const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
      const ran = runNetwork(session, { onnx: networkInterface, input }, batch.pixels.slice(0, 64 * 64));
      await expect(ran).rejects.toThrow('lacks the output classActivationMap');
      await session.release();
    },
    longEnough,
  );

  it(
    'draws the same dropout at the same step, so that a resumed training gives the same bits',
    async () => {
      const options = optionsWith('sigmoid');
      const trainer = await open(options);
      const { state } = await train(trainer, start(options), 2);
      const [first, second] = [await train(trainer, state, 2), await train(trainer, state, 2)];
      await trainer.close();
      expect(second.losses).toEqual(first.losses);
      expect(sameBits(second.state, first.state)).toBe(true);
      expect(first.losses[0]).not.toEqual(first.losses[1]);
    },
    longEnough,
  );

  it(
    'takes the memory of a spare state, and never that of the state it starts from',
    async () => {
      const options = optionsWith('sigmoid');
      const trainer = await open(options);
      const first = start(options);
      const second = (await trainer.train(first, batch)).state;
      const third = (await trainer.train(second, batch, second)).state;
      expect(third.vectors.parameters).not.toBe(second.vectors.parameters);
      const fourth = (await trainer.train(third, batch, second)).state;
      await trainer.close();
      expect(fourth.vectors.parameters).toBe(second.vectors.parameters);
      expect(sameBits(first, start(options))).toBe(true);
    },
    longEnough,
  );

  it(
    'leaves out what a sample weight of zero says',
    async () => {
      const options = optionsWith('sigmoid');
      const trainer = await open(options);
      const firstOnly = Float32Array.from({ length: 8 }, (_, i) => Number(i === 0));
      const weighted = { ...batch, sampleWeights: firstOnly };
      const others = {
        ...weighted,
        targets: batch.targets.map((target, i) => (i === 0 ? target : 1 - target)),
      };
      const [given, flipped] = [
        await trainer.train(start(options), weighted),
        await trainer.train(start(options), others),
      ];
      await trainer.close();
      expect(flipped.loss).toBe(given.loss);
      expect(sameBits(flipped.state, given.state)).toBe(true);
    },
    longEnough,
  );

  it(
    'refuses the state of another optimiser by the name of what it lacks',
    async () => {
      const trainer = await open(optionsWith('sigmoid', { kind: 'sgdMomentum', momentum: 0.9 }));
      const other = start(optionsWith('sigmoid'));
      await expect(trainer.train(other, batch)).rejects.toThrow("The state's velocity has no values");
      await trainer.close();
    },
    longEnough,
  );
});
