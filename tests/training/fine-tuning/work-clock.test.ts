import { WorkClock } from '../../../training/fine-tuning/work-clock.ts';

const schedule = {
  stages: [
    { size: 100, epochs: 1, zoom: [1, 1] as const },
    { size: 200, epochs: 1, zoom: [1, 1] as const },
  ],
  stepsPerEpoch: 10,
  learningRate: 1,
  warmUpSteps: 0,
};

describe('WorkClock', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it('tells waiting from working, and forgets what lay between strides', () => {
    const clock = new WorkClock(schedule, 8, 0);
    jest.advanceTimersByTime(5000);
    clock.startStride();
    for (let step = 0; step < 2; step++) {
      jest.advanceTimersByTime(250);
      clock.receiveBatch();
      jest.advanceTimersByTime(750);
      clock.finishStep();
    }
    expect(clock.measureStride()).toEqual({ imagesPerSecond: 8, waitingShare: 0.25 });
  });

  it('reckons what is left by pixels: a step at twice the side takes four times as long', () => {
    const clock = new WorkClock(schedule, 8, 0);
    jest.advanceTimersByTime(60_000);
    expect(clock.minutesLeft(10)).toBeCloseTo(4);
    expect(clock.minutesLeft(5)).toBeCloseTo(9);
  });

  it('leaves out what was done before a training was resumed', () => {
    const clock = new WorkClock(schedule, 8, 15);
    jest.advanceTimersByTime(60_000);
    expect(clock.minutesLeft(16)).toBeCloseTo(4);
  });
});
