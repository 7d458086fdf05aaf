import { sigmoid } from '#common/model/calibration';
import { seededRandom } from '#common/sampling/seeded-random';
import {
  brierScore,
  calibrationIntercept,
  calibrationSlope,
  expectedCalibrationError,
  reliabilityBins,
} from '../../../training/metrics/calibration-quality.ts';
import { filmsAt } from '../../support/scored-films.ts';

// Ten films at 0.2 of which three are fractured, ten at 0.8 of which six are.
const films = [...filmsAt(0.2, 10, 3), ...filmsAt(0.8, 10, 6)];

describe('brierScore', () => {
  it('is the mean squared error of the probabilities', () => {
    // 3 at 0.8^2, 7 at 0.2^2, 6 at 0.2^2, 4 at 0.8^2, over 20.
    expect(brierScore(films)).toBeCloseTo((7 * 0.64 + 13 * 0.04) / 20, 12);
  });
});

describe('reliabilityBins', () => {
  it('leaves out empty bins and puts a probability of one into the last', () => {
    expect(reliabilityBins([...films, ...filmsAt(1, 1, 1)], 5)).toEqual([
      { from: 0.2, to: 0.4, films: 10, positives: 3, meanProbability: expect.closeTo(0.2, 12) },
      { from: 0.8, to: 1, films: 11, positives: 7, meanProbability: expect.closeTo(9 / 11, 12) },
    ]);
  });
});

describe('expectedCalibrationError', () => {
  it('weighs the gaps of the bins by their films', () => {
    // Gaps 0.1 at 0.2 and 0.2 at 0.8, ten films each.
    expect(expectedCalibrationError(films)).toBeCloseTo(0.15, 12);
  });
});

describe('calibrationSlope and calibrationIntercept', () => {
  it('pass through the observed shares', () => {
    // From logits -ln 4 and ln 4 to ln(3/7) and ln(6/4).
    expect(calibrationSlope(films)).toBeCloseTo((Math.log(6 / 4) - Math.log(3 / 7)) / (2 * Math.log(4)), 9);
  });

  it('say by how much all probabilities are too high', () => {
    expect(calibrationIntercept(filmsAt(0.5, 40, 10))).toBeCloseTo(-Math.log(3), 9);
  });

  it('find the distortion of well calibrated probabilities', () => {
    const random = seededRandom(3);
    const distorted = Array.from({ length: 20_000 }, () => {
      const logit = 4 * random() - 2;
      // Twice too extreme, and one too high: the slope is a half whatever the shift.
      return { score: sigmoid(2 * logit + 1), positive: random() < sigmoid(logit) };
    });
    expect(calibrationSlope(distorted)).toBeCloseTo(0.5, 1);
    expect(calibrationIntercept(distorted)).toBeLessThan(-0.5);
  });

  it('take a probability of exactly one as a very sure one', () => {
    expect(
      calibrationIntercept([...filmsAt(1, 2, 1), ...filmsAt(0, 2, 1), ...filmsAt(0.5, 4, 2)]),
    ).toBeCloseTo(0, 6);
  });
});
