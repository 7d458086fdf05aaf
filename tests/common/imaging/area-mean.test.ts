import { areaMean } from '#common/imaging/area-mean';
import { resampleArea } from '#common/imaging/resample-area';

/** Numbers without a pattern that an average could hide. */
const grain = (i: number): number => (i * 40_503 + (i % 13) * 977) % 4096;

describe('areaMean', () => {
  it('shares each sample out among those it overlaps', () => {
    // Three columns to two: 1 1/2 each, (10 + 1/2 20) / 1.5 = 13 1/3 and (1/2 20 + 40) / 1.5 = 33 1/3; rows as well.
    const source = { rows: 3, columns: 3, values: Uint16Array.of(10, 20, 40, 10, 20, 40, 10, 20, 40) };
    expect([...areaMean(source, 2, 2)].map((mean) => Math.round(mean * 300))).toEqual([
      4000, 10_000, 4000, 10_000,
    ]);
  });

  it.each([
    ['the usual third', 300, 250, 108, 90],
    ['hardly smaller', 200, 190, 199, 189],
    ['many rows to one', 250, 64, 7, 5],
    ['one each way', 37, 41, 1, 1],
    ['longer one way', 20, 100, 30, 40],
  ])('finds what resampleArea finds, %s', (_case, rows, columns, toRows, toColumns) => {
    for (const values of [
      Uint16Array.from({ length: rows * columns }, (_, i) => grain(i)),
      Int16Array.from({ length: rows * columns }, (_, i) => grain(i) - 2048),
      Uint8Array.from({ length: rows * columns }, (_, i) => grain(i) % 256),
    ]) {
      const source = { rows, columns, values };
      const expected = resampleArea(source, toRows, toColumns);
      const found = areaMean(source, toRows, toColumns);
      expect(found).toHaveLength(toRows * toColumns);
      const furthest = found.reduce((most, mean, i) => Math.max(most, Math.abs(mean - expected[i]!)), 0);
      expect(furthest).toBeLessThan(0.01);
    }
  });
});
