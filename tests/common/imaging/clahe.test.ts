import { equalizeLocally } from '#common/imaging/clahe';

const range = { low: 0, high: 4 };
const plane = (rows: number, values: readonly number[]) => ({
  rows,
  columns: values.length / rows,
  values: Float32Array.from(values),
});
/** A limit of as many times the fair share as there are bins clips nothing. */
const oneTile = { tiles: 1, bins: 4, clipLimit: 4 };

describe('equalizeLocally', () => {
  it('leaves alone what fills its range evenly', () => {
    expect([...equalizeLocally(plane(1, [0.5, 1.5, 2.5, 3.5]), range, oneTile)]).toEqual([
      0.5, 1.5, 2.5, 3.5,
    ]);
  });

  // Bins hold 3, 0, 0, 1 of 4: the curve is 0, 0.75, 0.75, 0.75, 1.
  it('spreads the values that there are many of', () => {
    // In the middle of the first bin 0.375, at the start of the last 0.75, of a range of 4.
    expect([...equalizeLocally(plane(1, [0.5, 0.5, 0.5, 3]), range, oneTile)]).toEqual([1.5, 1.5, 1.5, 3]);
  });

  // At a limit of 2 the one too many is shared out: 2.25, 0.25, 0.25, 1.25; 0, 0.5625, 0.625, 0.6875, 1.
  it('spreads them no further than the clip limit allows', () => {
    const limited = equalizeLocally(plane(1, [0.5, 0.5, 0.5, 3]), range, { ...oneTile, clipLimit: 2 });
    expect([...limited]).toEqual([1.125, 1.125, 1.125, 2.75]);
  });

  it('passes from the curve of one tile to the next by nearness', () => {
    // Two tiles across, the middles at the columns' edges 1 and 3; each row is a tile of its own.
    // Left 0, 0, 1, 1, 1: 0.5 for 1.5 and 1 for 3.5; right 0, 0, 0, 0, 1: 0 for 1.5 and 0.5 for 3.5.
    const row = [1.5, 1.5, 3.5, 3.5];
    const equalized = equalizeLocally(plane(2, [...row, ...row]), range, { ...oneTile, tiles: 2 });
    // 0.5; 0.75 x 0.5; 0.25 x 1 + 0.75 x 0.5; 0.5: each times 4.
    expect([...equalized.subarray(0, 4)]).toEqual([2, 1.5, 2.5, 2]);
  });

  it('neither counts nor changes what lies outside the range, and padding', () => {
    const values = [0.5, 0.5, 0.5, 3, -7, 9, 2];
    const equalized = equalizeLocally(plane(1, values), range, oneTile, (value) => value === 2);
    expect([...equalized]).toEqual([1.5, 1.5, 1.5, 3, -7, 9, 2]);
  });

  it('leaves a picture without contrast as it is', () => {
    const flat = plane(1, [3, 3]);
    expect([...equalizeLocally(flat, { low: 3, high: 3 }, oneTile)]).toEqual([3, 3]);
  });
});
