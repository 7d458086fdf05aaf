import type { InputSpec } from '../../../src-main/common/imaging/input-spec.ts';
import { referenceInput } from '../../../src-main/common/model/reference-input.ts';

const spec: InputSpec = {
  preprocessing: 1,
  rows: 64,
  columns: 96,
  resample: 'area',
  fit: 'letterbox',
  lowerPercentile: 0.01,
  upperPercentile: 0.99,
  padValue: 0,
  mean: 0.5,
  std: 0.25,
};

describe('referenceInput', () => {
  it('is the pattern that model cards were written with', () => {
    const pixels = referenceInput(spec);
    expect(pixels).toHaveLength(64 * 96);
    // The first row has no vertical wave, so its intensity is one half.
    expect([...pixels.subarray(0, 96)]).toEqual(Array(96).fill(0));
    // Row 10, column 20: 0.5 sin(0.5) sin(1.4 + 0.03), over the standard deviation of 0.25.
    expect(pixels[10 * 96 + 20]).toBeCloseTo((0.5 * Math.sin(0.5) * Math.sin(1.43)) / 0.25, 6);
    expect(Math.max(...pixels)).toBeGreaterThan(1.9);
    expect(Math.min(...pixels)).toBeLessThan(-1.5);
  });
});
