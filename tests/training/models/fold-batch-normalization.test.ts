import { foldBatchNormalization, foldParameters } from '../../../training/models/fold-batch-normalization.ts';

describe('foldBatchNormalization', () => {
  it('gives the one convolution that computes both', () => {
    const convolution = { weight: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(0.5, -1) };
    const folded = foldBatchNormalization(convolution, {
      gamma: Float32Array.of(2, 3),
      beta: Float32Array.of(0.25, -0.5),
      mean: Float32Array.of(1, -2),
      variance: Float32Array.of(3, 8),
      epsilon: 1,
    });
    // Channel 0 is doubled and halved by sqrt(3 + 1); channel 1 is tripled and divided by sqrt(8 + 1).
    expect([...folded.weight]).toEqual([1, 2, 3, 4]);
    // (0.5 - 1) * 1 + 0.25 and (-1 + 2) * 1 - 0.5.
    expect([...folded.bias]).toEqual([-0.25, 0.5]);
  });
});

describe('foldParameters', () => {
  it('folds each normalized layer and leaves other parameters', () => {
    const tensor = (...values: number[]) => ({ shape: [values.length], values: Float32Array.from(values) });
    const folded = foldParameters(
      new Map([
        ['l0.weight', { shape: [1, 1, 1, 1], values: Float32Array.of(2) }],
        ['l0.gamma', tensor(3)],
        ['l0.beta', tensor(0.5)],
        ['l0.mean', tensor(4)],
        // With epsilon it is 2.25, the square of 1.5.
        ['l0.variance', tensor(2.249)],
        ['head.bias', tensor(7)],
      ]),
    );
    expect([...folded.keys()]).toEqual(['l0.weight', 'head.bias', 'l0.bias']);
    expect(folded.get('l0.weight')!.values[0]).toBeCloseTo(4, 5);
    expect(folded.get('l0.bias')!.values[0]).toBeCloseTo(0.5 - 4 * 2, 5);
    expect(folded.get('head.bias')!.values).toEqual(Float32Array.of(7));
  });

  it('names what a layer lacks', () => {
    const gamma = { shape: [1], values: Float32Array.of(1) };
    expect(() => foldParameters(new Map([['l3.gamma', gamma]]))).toThrow('l3.weight is missing');
  });
});
