import { wheelFactor, WheelReader, type WheelTurn } from '#common/viewer/wheel-gesture';

const turn = (change: Partial<WheelTurn>): WheelTurn => ({
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  ctrlKey: false,
  timeStamp: 0,
  ...change,
});
const kindOf = (change: Partial<WheelTurn>) => new WheelReader().read(turn(change)).kind;

describe('WheelReader', () => {
  it.each([
    ['a notch on Windows', { deltaY: 100, wheelDeltaY: -120 }],
    ['the same at 150 %', { deltaY: 66.67, wheelDeltaY: -120 }],
    ['a notch on Linux', { deltaY: -53, wheelDeltaY: 120 }],
    ['a slow notch on macOS', { deltaY: 4.000244140625, wheelDeltaY: -120 }],
    ['three lines', { deltaY: 3, deltaMode: 1 }],
    ['a pinch', { deltaY: -1.4, ctrlKey: true }],
  ])('zooms with %s', (_, change) => {
    expect(kindOf(change)).toBe('zoom');
  });

  it.each([
    ['two fingers upwards', { deltaY: 3, wheelDeltaY: -9 }],
    ['two fingers across', { deltaX: -12, wheelDeltaY: 0 }],
    ['two fingers aslant', { deltaX: 2, deltaY: 60, wheelDeltaY: -180 }],
  ])('moves with %s', (_, change) => {
    expect(kindOf(change)).toBe('pan');
  });

  it('moves the film the way the fingers go, in pixels', () => {
    const reader = new WheelReader();
    expect(reader.read(turn({ deltaX: 5, deltaY: -7 }))).toEqual({ kind: 'pan', x: -5, y: 7 });
    expect(reader.read(turn({ deltaX: 1, deltaMode: 1 }))).toEqual({ kind: 'pan', x: -33, y: 0 });
  });

  it('takes a large step within a movement for a part of it, and a later one for a notch', () => {
    const reader = new WheelReader();
    const large = { deltaY: 120, wheelDeltaY: -360 };
    reader.read(turn({ deltaY: 6, wheelDeltaY: -18, timeStamp: 1000 }));
    expect(reader.read(turn({ ...large, timeStamp: 1100 })).kind).toBe('pan');
    expect(reader.read(turn({ ...large, timeStamp: 1400 })).kind).toBe('zoom');
  });
});

describe('wheelFactor', () => {
  it('is the same for a notch whichever keys are held, and larger by the pixel for a pinch', () => {
    expect(wheelFactor(turn({ deltaY: -100 }))).toBeCloseTo(Math.exp(0.15), 9);
    expect(wheelFactor(turn({ deltaY: -100, ctrlKey: true }))).toBeCloseTo(Math.exp(0.15), 9);
    expect(wheelFactor(turn({ deltaY: -10, ctrlKey: true }))).toBeCloseTo(Math.exp(0.1), 9);
  });
});
