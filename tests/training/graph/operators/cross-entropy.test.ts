import {
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from '../../../../training/graph/operators/cross-entropy.ts';
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

  it('weighs examples by one weight each', async () => {
    const { forward, gradients } = await measureOperator({
      operator: sigmoidCrossEntropy,
      attributes: { labelSmoothing: 0 },
      inputs: [inputs[0]!, inputs[1]!, array64([3, 1, 1, 1], (i) => [0.5, 0, 2][i]!)],
      differentiated: [0],
      reference: ([logits, targets, weights]) => {
        const spread = array64([3, 1, 5, 3], (i) => weights!.values[Math.floor(i / 15)]!);
        return crossEntropy([logits!, targets!, spread], 0);
      },
    });
    expect(forward).toBeLessThan(1e-5);
    expect(gradients[0]).toBeLessThan(1e-6);
  });

  it('names the shapes that differ', async () => {
    const wrong = { operator: sigmoidCrossEntropy, attributes: { labelSmoothing: 0 }, differentiated: [0] };
    const shapes = [inputs[0]!, array64([3, 1], () => 0), inputs[2]!];
    const measured = measureOperator({ ...wrong, inputs: shapes, reference: () => Float64Array.of(0) });
    await expect(measured).rejects.toThrow('3x1x5x3, 3x1, 3x1x5x3');
  });
});

describe('softmaxCrossEntropy', () => {
  const random = seededRandom(14);
  const inputs = [
    array64([5, 3], () => Math.fround(6 * (random() - 0.5))),
    // Rows that sum to 1, as targets must.
    array64([5, 3], (i) => Number(i % 3 === Math.floor(i / 3) % 3)),
    array64([5, 1], () => Math.fround(2 * random())),
  ];

  function reference([logits, targets, weights]: readonly Array64[], smoothing: number): Float64Array {
    let sum = 0;
    for (let example = 0; example < 5; example++) {
      const row = logits!.values.subarray(3 * example, 3 * example + 3);
      const total = row.reduce((all, logit) => all + Math.exp(logit), 0);
      row.forEach((logit, i) => {
        const target = targets!.values[3 * example + i]! * (1 - smoothing) + smoothing / 3;
        sum -= weights!.values[example]! * target * Math.log(Math.exp(logit) / total);
      });
    }
    return Float64Array.of(sum / 5);
  }

  it.each([0, 0.1])(
    'has the gradient that finite differences predict, smoothing %d',
    async (labelSmoothing) => {
      const { forward, gradients } = await measureOperator({
        operator: softmaxCrossEntropy,
        attributes: { labelSmoothing },
        inputs,
        differentiated: [0],
        reference: (given) => reference(given, labelSmoothing),
      });
      expect(forward).toBeLessThan(1e-5);
      expect(gradients[0]).toBeLessThan(1e-6);
    },
  );

  it('names the shapes seen and wanted', async () => {
    const measured = measureOperator({
      operator: softmaxCrossEntropy,
      attributes: { labelSmoothing: 0 },
      inputs: [inputs[0]!, inputs[1]!, array64([5], () => 1)],
      differentiated: [0],
      reference: () => Float64Array.of(0),
    });
    await expect(measured).rejects.toThrow('weights [N, 1] are wanted, not 5x3, 5x3, 5');
  });
});
