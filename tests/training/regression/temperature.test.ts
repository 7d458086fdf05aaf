import { fitTemperature } from '../../../training/regression/temperature.ts';

describe('fitTemperature', () => {
  it('finds the temperature at which the confidence is the accuracy', () => {
    // Right in four of five at logits of 2 either way: sigmoid(2 / T) = 0.8, so T = 2 / ln 4.
    const logits = [2, 2, 2, 2, 2, -2, -2, -2, -2, -2];
    const labels = [true, true, true, true, false, false, false, false, false, true];
    expect(fitTemperature(logits, labels)).toBeCloseTo(2 / Math.log(4), 9);
  });

  it('refuses logits that rank the wrong way round', () => {
    expect(() => fitTemperature([-2, -2, -1, 2], [true, true, false, false])).toThrow(RangeError);
  });
});
