import { applyLinearExact, applySigmoid, applyWindowLevel } from '#common/imaging/window-level';

describe('applyWindowLevel', () => {
  // PS3.3 C.11.2.1.2.1, its own example: c = 2048, w = 4096 takes 0 to the darkest and 4095 to the brightest.
  it.each([
    [2048, 4096, [0, 4095], [0, 1]],
    [2048, 1, [2047, 2047.5, 2048], [0, 0, 1]],
    [0, 100, [-50, 49], [0, 1]],
    [0, 101, [-50.5, 0, 50], [0, 0.505, 1]],
  ])('takes c = %d, w = %d as LINEAR', (center, width, values, shown) => {
    expect(values.map((value) => applyWindowLevel(value, { center, width }))).toEqual(
      shown.map((one) => expect.closeTo(one, 12)),
    );
  });

  it.each([0.5, 0, NaN])('refuses a width of %d', (width) => {
    expect(() => applyWindowLevel(1, { center: 0, width })).toThrow(RangeError);
  });
});

describe('applyLinearExact', () => {
  // PS3.3 C.11.2.1.3.2, its own examples: c = 2048, w = 4096 reaches from 0 to 4096; c = 0, w = 100 from -50 to 50.
  it.each([
    [2048, 4096, [0, 1024, 4096], [0, 0.25, 1]],
    [0, 100, [-50, 0, 25, 50], [0, 0.5, 0.75, 1]],
    [0.5, 0.5, [0.25, 0.375, 0.8], [0, 0.25, 1]],
  ])('takes c = %d, w = %d', (center, width, values, shown) => {
    expect(values.map((value) => applyLinearExact(value, { center, width }))).toEqual(shown);
  });

  it('refuses a width of 0', () => {
    expect(() => applyLinearExact(1, { center: 0, width: 0 })).toThrow(RangeError);
  });
});

describe('applySigmoid', () => {
  // PS3.3 C.11.2.1.3.1: 1 / (1 + exp(-4 (x - c) / w)); a quarter width above the centre it is 1 / (1 + 1/e).
  it('passes the centre at one half and bends towards both ends', () => {
    const window = { center: 100, width: 40 };
    expect([100, 110, 90].map((value) => applySigmoid(value, window))).toEqual([
      0.5,
      expect.closeTo(0.731058578630005, 12),
      expect.closeTo(0.268941421369995, 12),
    ]);
  });
});
