import { calibratedProbability, calibrateMap, sigmoid } from '../../../src-main/common/model/calibration.ts';

const calibration = { slope: 0.5, intercept: -1 };

describe('sigmoid', () => {
  it('is a half at 0 and stays within [0, 1] where exp overflows', () => {
    expect([sigmoid(0), sigmoid(-1000), sigmoid(1000)]).toEqual([0.5, 0, 1]);
    // ln 3 is the logit of 3 / 4.
    expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 12);
  });
});

describe('calibratedProbability', () => {
  it('applies slope and intercept to the logit', () => {
    expect(calibratedProbability(2, calibration)).toBe(0.5);
  });
});

describe('calibrateMap', () => {
  it('keeps the mean of the cells at the calibrated logit of the film', () => {
    const cells = Float32Array.of(4, -2, 0, 6);
    const calibrated = calibrateMap(cells, calibration);
    expect([...calibrated]).toEqual([1, -2, -1, 2]);
    // The film's logit is 2, calibrated 0.
    expect(calibrated.reduce((sum, cell) => sum + cell, 0) / 4).toBe(0);
    expect([...cells]).toEqual([4, -2, 0, 6]);
  });
});
