import { quantile, summarise } from '../../../src-main/development/bench/measurement.ts';

describe('quantile', () => {
  it('interpolates between the sorted samples', () => {
    // Sorted 1 2 3 10: the median lies half-way between the 2nd and 3rd, the 95th at position 2.85.
    expect(quantile([3, 1, 10, 2], 0.5)).toBe(2.5);
    expect(quantile([3, 1, 10, 2], 0.95)).toBeCloseTo(3 + 0.85 * 7, 10);
  });

  it('refuses an empty list', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('summarise', () => {
  const shared = { what: 'x', peakMemoryMiB: 12.4, remarks: [] };

  it('takes the slow end of durations and of rates', () => {
    const samples = Array.from({ length: 21 }, (_, i) => i);
    expect(summarise({ ...shared, unit: 'ms', samples }).p95).toBe(19);
    expect(summarise({ ...shared, unit: 'images/s', samples }).p95).toBe(1);
  });

  it('keeps an unreadable peak as null', () => {
    expect(summarise({ ...shared, unit: 'ms', samples: [1], peakMemoryMiB: null }).peakMemoryMiB).toBeNull();
  });
});
