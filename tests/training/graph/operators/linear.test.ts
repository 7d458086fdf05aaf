import { flatten, gemm } from '../../../../training/graph/operators/linear.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64, type Array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';

const random = seededRandom(31);
const draw = (...shape: number[]) => array64(shape, () => Math.fround(random() - 0.5));

function multiply([x, weight, bias]: readonly Array64[]): Float64Array {
  const [n = 0, inputs = 0] = x!.shape;
  const outputs = bias!.values.length;
  return Float64Array.from({ length: n * outputs }, (_, i) => {
    const [row, column] = [Math.floor(i / outputs), i % outputs];
    let sum = bias!.values[column]!;
    for (let k = 0; k < inputs; k++)
      sum += x!.values[row * inputs + k]! * weight!.values[k * outputs + column]!;
    return sum;
  });
}

describe('gemm', () => {
  it.each([
    [3, 7, 5],
    [1, 1, 1],
    [5, 2, 1],
  ])(
    'has the gradients that finite differences predict, %d examples of %d to %d',
    async (n, inputs, outputs) => {
      const { forward, gradients } = await measureOperator({
        operator: gemm,
        attributes: {},
        inputs: [draw(n, inputs), draw(inputs, outputs), draw(outputs)],
        differentiated: [0, 1, 2],
        reference: multiply,
      });
      expect(forward).toBeLessThan(1e-6);
      for (const deviation of gradients) expect(deviation).toBeLessThan(1e-6);
    },
  );

  it.each([
    [[draw(3, 7), draw(5, 2), draw(2)], 'wants 7 rows of weight, not 5'],
    [[draw(3, 7), draw(7, 2), draw(3)], 'to 2 outputs wants as many biases, not 3'],
    [[draw(3, 7, 1), draw(7, 2), draw(2)], 'wants x of two axes, not 3x7x1'],
  ])('names the shapes seen and wanted', async (inputs, message) => {
    const measured = measureOperator({
      operator: gemm,
      attributes: {},
      inputs,
      differentiated: [0],
      reference: () => new Float64Array(6),
    });
    await expect(measured).rejects.toThrow(message);
  });
});

describe('flatten', () => {
  it('keeps the order of the values, and of their gradients', async () => {
    const { forward, gradients } = await measureOperator({
      operator: flatten,
      attributes: {},
      inputs: [draw(3, 5, 1, 7)],
      differentiated: [0],
      reference: ([x]) => x!.values,
    });
    expect(forward).toBeLessThan(1e-6);
    expect(gradients[0]).toBeLessThan(1e-6);
  });
});
