import { drawWeights, noise } from '../../../training/bench/synthetic.ts';
import { layOut } from '../../../training/graph/parameters.ts';

describe('noise', () => {
  // NumPy's: 2 * frac(sin(n * 12.9898 + 78.233 * (stream + 1)) * 43758.5453123) - 1, in 64 bits, for n = 1, 2, 3.
  it.each([
    [0, [0.4801668, 0.1287776, -0.0905217]],
    [1000, [0.2794329, 0.6732589, 0.681166]],
  ])('is what the peer in Python draws, stream %i', (stream, expected) => {
    [...noise(stream, 3)].forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
  });
});

describe('drawWeights', () => {
  it("keeps within He's bound and leaves biases at zero", () => {
    const spec = { learningRateScale: 1, decays: true };
    const vector = layOut([
      { name: 'weight', shape: [4, 6, 1, 1], ...spec },
      { name: 'bias', shape: [4], ...spec },
    ]);
    const weights = drawWeights(vector);
    const largest = Math.max(...weights.subarray(0, 24).map(Math.abs));
    expect(largest).toBeLessThanOrEqual(1);
    expect(largest).toBeGreaterThan(0.8);
    expect(weights.subarray(24).every((value) => value === 0)).toBe(true);
  });
});
