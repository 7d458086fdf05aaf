import { roundRange, roundTicks } from '../../../training/plot/ticks.ts';

describe('roundTicks', () => {
  it('gives round numbers within the range', () => {
    expect(roundTicks(0, 17, 12)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
    expect(roundTicks(0.83, 0.96, 5)).toEqual([0.85, 0.9, 0.95]);
    expect(roundTicks(3, 3, 5)).toEqual([3]);
  });
});

describe('roundRange', () => {
  it('widens to round numbers, and gives a lone value room', () => {
    expect(roundRange([0.83, 0.96], 5)).toEqual([expect.closeTo(0.8), expect.closeTo(1)]);
    expect(roundRange([2, 2], 5)).toEqual([1.5, 2.5]);
  });
});
