import { binned, orderStatistic } from '#common/imaging/order-statistic';
import { percentileRange, robustWindow } from '#common/imaging/robust-window';

const scattered = Float32Array.from({ length: 5000 }, (_, i) => Math.fround(((i * 7919) % 4999) ** 2 / 7));

describe('orderStatistic', () => {
  it.each([
    ['scattered values', scattered],
    ['many equal values', scattered.map((value) => Math.floor(value / 3e6))],
    ['one outlier', Float32Array.from({ length: 3000 }, (_, i) => (i === 17 ? 1e30 : i % 5))],
    ['a constant', new Float32Array(999).fill(3)],
    ['few values', Float32Array.of(5, -1, 3)],
  ])('agrees with sorting for %s', (_, values) => {
    const sorted = values.slice().sort();
    for (const index of [0, 1, values.length >> 1, values.length - 2, values.length - 1])
      expect([orderStatistic(values, index), binned(values).at(index)]).toEqual([
        sorted[index],
        { value: sorted[index], next: sorted[index + 1] ?? Infinity },
      ]);
  });
});

describe('percentileRange', () => {
  it('interpolates linearly between order statistics', () => {
    // Fraction 0.1 of five values stands at position 0.4, and 0.9 at 3.6.
    const range = percentileRange(Float32Array.of(40, 0, 10, 30, 20), 0.1, 0.9);
    expect(range).toEqual({ lower: 4, upper: 36 });
  });

  it('agrees with interpolating a sorted copy', () => {
    const sorted = scattered.slice().sort();
    const at = 0.37 * (sorted.length - 1);
    const below = Math.floor(at);
    const expected = sorted[below]! + (sorted[below + 1]! - sorted[below]!) * (at - below);
    expect(percentileRange(scattered, 0.37, 1)).toEqual({ lower: expected, upper: sorted.at(-1) });
  });
});

describe('robustWindow', () => {
  it('maps its percentiles to 0 and 1 and clips what lies outside', () => {
    const values = Float32Array.of(0, 10, 20, 30, 40);
    robustWindow(values, 0.25, 0.75);
    expect([...values]).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('makes a constant image all 0', () => {
    const values = new Float32Array(400).fill(1234);
    robustWindow(values, 0.01, 0.99);
    expect(new Set(values)).toEqual(new Set([0]));
  });
});
