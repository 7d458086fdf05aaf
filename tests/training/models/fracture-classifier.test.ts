import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import {
  encodeFeatureNetwork,
  encodeFractureClassifier,
  levels,
  type Level,
} from '../../../training/models/fracture-classifier.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { randomWeights } from '../../support/random-weights.ts';

const size = { rows: 64, columns: 96 };
const weights = randomWeights(1);
const random = seededRandom(9);
const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random() - 0.5);
const head = { weights: { stride32: draw(1280), stride16: draw(576) }, bias: 0.3 };
const pixels = { values: draw(3 * 64 * 96), dims: [3, 1, 64, 96] };

async function run(onnx: Uint8Array) {
  const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
  const outputs = await session.run({ pixels });
  await session.release();
  return outputs;
}

describe('encodeFractureClassifier', () => {
  it.each<readonly [string, readonly Level[]]>([
    ['the last level', ['stride32']],
    ['both levels', levels],
  ])('computes the linear head on pooled features of %s, which is the mean of its map', async (_, chosen) => {
    const features = await run(encodeFeatureNetwork(weights, size));
    const chosenWeights = Object.fromEntries(chosen.map((level) => [level, head.weights[level]]));
    const { logit, classActivationMap } = await run(
      encodeFractureClassifier(weights, { weights: chosenWeights, bias: head.bias }, size),
    );
    expect(classActivationMap!.dims).toEqual([3, 1, 2, 3]);
    for (const film of [0, 1, 2]) {
      let expected = head.bias;
      for (const level of chosen) {
        const weight = head.weights[level];
        const pooled = features[level]!.values.subarray(film * weight.length, (film + 1) * weight.length);
        weight.forEach((value, channel) => (expected += value * pooled[channel]!));
      }
      const cells = classActivationMap!.values.subarray(film * 6, film * 6 + 6);
      expect(logit!.values[film]).toBeCloseTo(expected, 4);
      expect(cells.reduce((sum, cell) => sum + cell, 0) / 6).toBeCloseTo(logit!.values[film]!, 4);
    }
  });

  it('refuses an input that is not a whole number of cells', () => {
    expect(() => encodeFractureClassifier(weights, head, { rows: 200, columns: 224 })).toThrow('200x224');
  });
});
