import { isDeepStrictEqual } from 'node:util';
import { configurations } from '../../../training/configurations/named.ts';
import type { Batch } from '../../../training/fine-tuning/batch.ts';
import {
  parameterSpecs,
  stepOptionsOf,
  type TrainingConfiguration,
} from '../../../training/fine-tuning/configuration.ts';
import { initialState, Trainer } from '../../../training/fine-tuning/trainer.ts';
import { layOut, unpackParameters } from '../../../training/graph/parameters.ts';
import {
  syntheticBatch,
  tinyTrainer,
  untrainedParameters,
  wholeVector,
} from '../../support/tiny-training.ts';

const size = 64;

/** The flattened head of the published protocol fits one input size only and has tests of its own. */
const pooled = Object.entries(configurations).filter(([, { head }]) => head.kind === 'pool-linear');

/** Twins that differ in nothing: where a difference is divided by or its root taken, this is what breaks it. */
function batchFor({ batchSize, twin }: TrainingConfiguration): Batch {
  if (!twin) return syntheticBatch(batchSize);
  const half = syntheticBatch(batchSize / 2);
  const twice = (values: Float32Array): Float32Array => Float32Array.from([...values, ...values]);
  return {
    pixels: twice(half.pixels),
    targets: twice(half.targets),
    mapTargets: twice(half.mapTargets),
    mapWeights: twice(half.mapWeights),
  };
}

describe('each training that has a name', () => {
  it('is among those that are stepped here, but for the published protocol', () => {
    const names = pooled.map(([name]) => name);
    expect(Object.keys(configurations).filter((name) => !names.includes(name))).toEqual(['published']);
  });

  it.each(pooled)(
    '%s makes a step of numbers, and moves what it is to train alone',
    async (_, configuration) => {
      const vector = layOut(parameterSpecs(configuration));
      expect(vector.size).toBe(wholeVector.size);
      const step = stepOptionsOf(configuration, size);
      const trainer = await Trainer.open(vector, { ...tinyTrainer, step }, 1);
      try {
        const before = initialState(untrainedParameters(), step);
        const { state, loss, gradientNorm } = await trainer.train(before, batchFor(configuration));
        expect(loss).toBeGreaterThan(0);
        expect(gradientNorm).toBeGreaterThan(0);
        const [from, to] = [before, state].map(({ vectors }) => unpackParameters(vector, vectors.parameters));
        const moved = (name: string): boolean => !isDeepStrictEqual(from!.get(name), to!.get(name));
        const { frozenConvolutions } = configuration.learningRates;
        expect(moved('head.weight')).toBe(true);
        expect(moved('l0.weight')).toBe(frozenConvolutions === 0);
      } finally {
        await trainer.close();
      }
    },
  );
});
