import { add, scale } from '../../../../training/graph/operators/arithmetic.ts';
import { reorder } from '../../../../training/graph/operators/convolution.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';
import { nativeLayout } from '../../../../training/graph/native-layout.ts';
import type { Layout } from '../../../../training/graph/emitter.ts';

const random = seededRandom(8);
const draw = () => array64([2, 8, 3, 5], () => Math.fround(random() - 0.5));
const [left, right] = [draw(), draw()];

describe('add', () => {
  it.each([
    ['planar', []],
    // The other layout exists on some processors only.
    [nativeLayout(), nativeLayout() === 'blocked' ? [0, 1] : []],
  ])('has the gradients that finite differences predict, %s', async (_, blocked) => {
    const { forward, gradients } = await measureOperator({
      operator: add,
      attributes: {},
      inputs: [left, right],
      blocked,
      differentiated: [0, 1],
      reference: ([a, b]) => a!.values.map((value, i) => value + b!.values[i]!),
    });
    expect(forward).toBeLessThan(1e-6);
    for (const deviation of gradients) expect(deviation).toBeLessThan(1e-6);
  });
});

describe('scale', () => {
  it('has the gradient that finite differences predict', async () => {
    const { forward, gradients } = await measureOperator({
      operator: scale,
      attributes: { factor: -2.5 },
      inputs: [left],
      differentiated: [0],
      reference: ([a]) => a!.values.map((value) => -2.5 * value),
    });
    expect(forward).toBeLessThan(1e-6);
    expect(gradients[0]).toBeLessThan(1e-6);
  });
});

describe('reorder', () => {
  it.each([...new Set<Layout>(['planar', nativeLayout()])])(
    'changes no value and no gradient, to %s',
    async (layout) => {
      const { forward, gradients } = await measureOperator({
        operator: reorder,
        attributes: { layout },
        inputs: [left],
        blocked: layout === 'planar' ? [0] : [],
        differentiated: [0],
        reference: ([a]) => a!.values,
      });
      expect(forward).toBeLessThan(1e-6);
      expect(gradients[0]).toBeLessThan(1e-6);
    },
  );
});
