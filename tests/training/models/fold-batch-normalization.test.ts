import { foldBatchNormalization } from '../../../training/models/fold-batch-normalization.ts';

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
