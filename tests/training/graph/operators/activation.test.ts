import { dropout, relu, relu6 } from '../../../../training/graph/operators/activation.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';

const random = seededRandom(12);

describe.each([
  ['relu', relu, (value: number) => Math.max(value, 0)],
  ['relu6', relu6, (value: number) => Math.min(Math.max(value, 0), 6)],
])('%s', (_, operator, reference) => {
  it('has the gradient that finite differences predict', async () => {
    const { forward, gradients } = await measureOperator({
      operator,
      attributes: {},
      inputs: [array64([3, 5, 7], () => Math.fround(16 * (random() - 0.4)))],
      differentiated: [0],
      reference: ([x]) => x!.values.map(reference),
    });
    expect(forward).toBeLessThan(1e-6);
    expect(gradients[0]).toBeLessThan(1e-6);
  });

  it('passes no gradient at its corners', async () => {
    const { gradients } = await measureOperator({
      operator,
      attributes: {},
      inputs: [array64([3], (i) => [0, 0, -1][i]!)],
      differentiated: [0],
      // Flat on both sides, as a corner counts.
      reference: () => Float64Array.of(0, 0, 0),
    });
    expect(gradients[0]).toBe(0);
  });
});

describe('dropout', () => {
  const x = array64([3, 5], () => Math.fround(random() - 0.5));

  it('has the gradient that finite differences predict for a mask that keeps half', async () => {
    const { forward, gradients } = await measureOperator({
      operator: dropout,
      attributes: {},
      inputs: [x, array64([3, 5], (i) => (i % 2 === 0 ? 2 : 0))],
      differentiated: [0],
      reference: ([given, mask]) => given!.values.map((value, i) => value * mask!.values[i]!),
    });
    expect(forward).toBeLessThan(1e-6);
    expect(gradients[0]).toBeLessThan(1e-6);
  });

  it('names the shape of a mask that does not fit', async () => {
    const measured = measureOperator({
      operator: dropout,
      attributes: {},
      inputs: [x, array64([5], () => 2)],
      differentiated: [0],
      reference: () => new Float64Array(15),
    });
    await expect(measured).rejects.toThrow('Dropout of 3x5 wants a mask of that shape, not 5');
  });
});
