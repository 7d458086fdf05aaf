import { unsharpMask } from '#common/imaging/unsharp-mask';

// At a radius of 1 the weights at the distances 0 to 3 are 1, 0.6065, 0.1353 and 0.0111, over 2.5059 in all.
const plain = { radius: 1, amount: 1 };
const step = Uint16Array.from({ length: 16 }, (_, i) => (i < 8 ? 1000 : 2000));

describe('unsharpMask', () => {
  it('darkens the dark side of an edge by what the blurring put there', () => {
    const sharp = unsharpMask({ rows: 1, columns: 16, values: step }, plain);
    // (0.6065 + 0.1353 + 0.0111) / 2.5059 = 0.3005, then 0.0584, then 0.0044 of the step of 1000.
    expect([...sharp.subarray(4, 8)]).toEqual([
      expect.closeTo(1000, 1),
      expect.closeTo(995.6, 1),
      expect.closeTo(941.6, 1),
      expect.closeTo(699.5, 1),
    ]);
    expect(sharp[8]).toBeCloseTo(2300.5, 1);
  });

  it('does the same down the columns', () => {
    const down = unsharpMask({ rows: 16, columns: 1, values: step }, plain);
    const across = unsharpMask({ rows: 1, columns: 16, values: step }, plain);
    expect(down.every((value, i) => Math.abs(value - across[i]!) < 0.01)).toBe(true);
  });

  it('adds as much as it is told', () => {
    const twice = unsharpMask({ rows: 1, columns: 16, values: step }, { radius: 1, amount: 2 });
    expect(twice[7]).toBeCloseTo(399.1, 1);
  });

  it('draws no rim along the edges of the picture, nor along padding', () => {
    const flat = { rows: 3, columns: 3, values: Uint16Array.of(7, 7, 7, 7, 7, 7, 7, 7, 7) };
    expect([...unsharpMask(flat, plain)].every((value) => Math.abs(value - 7) < 1e-4)).toBe(true);
    const padded = { rows: 1, columns: 5, values: Uint16Array.of(0, 0, 500, 500, 500) };
    const [first, second, ...inside] = unsharpMask(padded, plain, (value) => value === 0);
    expect([first, second]).toEqual([0, 0]);
    expect(inside.every((value) => Math.abs(value - 500) < 1e-3)).toBe(true);
  });
});
