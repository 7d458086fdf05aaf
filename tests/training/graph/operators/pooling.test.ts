import { logSumExpPool, meanPool } from '../../../../training/graph/operators/pooling.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64, type Array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';

const random = seededRandom(21);
const map = array64([2, 3, 5, 3], () => Math.fround(4 * (random() - 0.5)));

function pool({ values }: Array64, poolCells: (cells: Float64Array) => number): Float64Array {
  return Float64Array.from({ length: 6 }, (_, i) => poolCells(values.subarray(15 * i, 15 * (i + 1))));
}

describe('meanPool', () => {
  it('has the gradient that finite differences predict', async () => {
    const { forward, gradients } = await measureOperator({
      operator: meanPool,
      attributes: {},
      inputs: [map],
      differentiated: [0],
      reference: ([x]) => pool(x!, (cells) => cells.reduce((sum, cell) => sum + cell, 0) / 15),
    });
    expect(forward).toBeLessThan(1e-6);
    expect(gradients[0]).toBeLessThan(1e-6);
  });
});

describe('logSumExpPool', () => {
  it.each([1, 4])('has the gradient that finite differences predict, sharpness %d', async (sharpness) => {
    const { forward, gradients } = await measureOperator({
      operator: logSumExpPool,
      attributes: { sharpness },
      inputs: [map],
      differentiated: [0],
      reference: ([x]) =>
        pool(x!, (cells) => {
          const sum = cells.reduce((total, cell) => total + Math.exp(sharpness * cell), 0);
          return Math.log(sum / 15) / sharpness;
        }),
    });
    expect(forward).toBeLessThan(1e-5);
    expect(gradients[0]).toBeLessThan(1e-5);
  });

  it('does not overflow where the exponentials would', async () => {
    const steep = array64([1, 1, 1, 2], (i) => (i === 0 ? 90 : -90));
    const { forward, gradients } = await measureOperator({
      operator: logSumExpPool,
      attributes: { sharpness: 4 },
      inputs: [steep],
      differentiated: [0],
      // The smaller cell vanishes beside the larger: what is left is its value less log(2) / 4.
      reference: ([x]) => Float64Array.of(x!.values[0]! - Math.log(2) / 4),
    });
    expect(forward).toBeLessThan(1e-4);
    expect(gradients[0]).toBeLessThan(1e-6);
  });
});
