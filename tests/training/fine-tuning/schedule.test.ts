import {
  averageDecay,
  cosineSchedule,
  stageOfStep,
  totalSteps,
  workBetween,
} from '../../../training/fine-tuning/schedule.ts';

const options = {
  stages: [
    { size: 224, epochs: 2, zoom: [1, 2] as const },
    { size: 384, epochs: 1, zoom: [1, 1] as const },
  ],
  stepsPerEpoch: 10,
  learningRate: 0.4,
  warmUpSteps: 4,
};

describe('cosineSchedule', () => {
  it('warms up in equal steps, is half way down in the middle and ends at nothing', () => {
    expect([0, 1, 2, 3].map((step) => cosineSchedule(options, step))).toEqual(
      [0.1, 0.2, 0.3, 0.4].map((rate) => expect.closeTo(rate)),
    );
    expect(cosineSchedule(options, 17)).toBeCloseTo(0.2);
    expect(cosineSchedule(options, 30)).toBeCloseTo(0);
  });
});

describe('stageOfStep', () => {
  it('goes to the next size after its epochs, and no further than the last', () => {
    expect(totalSteps(options)).toBe(30);
    expect([0, 19, 20, 29].map((step) => stageOfStep(options, step).size)).toEqual([224, 224, 384, 384]);
    expect(() => stageOfStep(options, 30)).toThrow('30');
  });
});

describe('workBetween', () => {
  it('counts pixels, also over a change of size', () => {
    expect(workBetween(options, 0, 30)).toBe(20 * 224 ** 2 + 10 * 384 ** 2);
    expect(workBetween(options, 19, 22)).toBe(224 ** 2 + 2 * 384 ** 2);
    expect(workBetween(options, 30, 30)).toBe(0);
  });
});

describe('averageDecay', () => {
  it('rises to its limit', () => {
    expect(averageDecay(0.99, 0)).toBeCloseTo(0.1);
    expect(averageDecay(0.99, 10_000)).toBe(0.99);
  });
});
