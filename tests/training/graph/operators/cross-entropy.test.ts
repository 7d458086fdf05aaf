import { sigmoidCrossEntropy } from '../../../../training/graph/operators/cross-entropy.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64, type Array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';

function crossEntropy([logits, targets, weights]: readonly Array64[], smoothing: number): Float64Array {
  let sum = 0;
  logits!.values.forEach((logit, i) => {
    const target = targets!.values[i]! * (1 - smoothing) + smoothing / 2;
    const probability = 1 / (1 + Math.exp(-logit));
    const loss = -target * Math.log(probability) - (1 - target) * Math.log(1 - probability);
    sum += weights!.values[i]! * loss;
  });
  return Float64Array.of(sum / logits!.values.length);
}

describe('sigmoidCrossEntropy', () => {
  const random = seededRandom(4);
  const inputs = [
    array64([3, 1, 5, 3], () => Math.fround(6 * (random() - 0.5))),
    array64([3, 1, 5, 3], () => Number(random() < 0.3)),
    array64([3, 1, 5, 3], () => Math.fround(6 * random())),
  ];

  it.each([0, 0.05])(
    'has the gradient that finite differences predict, smoothing %d',
    async (labelSmoothing) => {
      const { forward, gradients } = await measureOperator({
        operator: sigmoidCrossEntropy,
        attributes: { labelSmoothing },
        inputs,
        differentiated: [0],
        reference: (given) => crossEntropy(given, labelSmoothing),
      });
      expect(forward).toBeLessThan(1e-5);
      expect(gradients[0]).toBeLessThan(1e-6);
    },
  );

  it('names the shapes that differ', async () => {
    const wrong = { operator: sigmoidCrossEntropy, attributes: { labelSmoothing: 0 }, differentiated: [0] };
    const shapes = [inputs[0]!, array64([3, 1], () => 0), inputs[2]!];
    const measured = measureOperator({ ...wrong, inputs: shapes, reference: () => Float64Array.of(0) });
    await expect(measured).rejects.toThrow('3x1x5x3, 3x1, 3x1x5x3');
  });
});
