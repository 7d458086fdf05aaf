import { twinDifference } from '../../../../training/graph/operators/twin-difference.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

describe('twinDifference', () => {
  const random = seededRandom(7);
  const logits = array64([6, 1], () => Math.fround(6 * (random() - 0.5)));

  it('has the gradient that finite differences predict', async () => {
    const { forward, gradients } = await measureOperator({
      operator: twinDifference,
      attributes: {},
      inputs: [logits],
      differentiated: [0],
      reference: ([given]) => {
        const [a, b, c, d, e, f] = Array.from(given!.values, sigmoid) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        return Float64Array.of(((a - d) ** 2 + (b - e) ** 2 + (c - f) ** 2) / 3);
      },
    });
    expect(forward).toBeLessThan(1e-5);
    expect(gradients[0]).toBeLessThan(1e-6);
  });

  it.each([[[5, 1]], [[4, 2]], [[4]]])('names the shape %j, which holds no pairs', async (shape) => {
    const wrong = { operator: twinDifference, attributes: {}, differentiated: [0] };
    const inputs = [array64(shape, () => 0)];
    await expect(measureOperator({ ...wrong, inputs, reference: () => Float64Array.of(0) })).rejects.toThrow(
      `not ${shape.join('x')}.`,
    );
  });
});
