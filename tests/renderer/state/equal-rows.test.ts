import { EqualRows } from '../../../src-renderer/state/equal-rows.svelte.ts';

function listOf(count: number, top: number): EqualRows {
  const rows = new EqualRows(32, () => count);
  rows.top = top;
  rows.height = 320;
  return rows;
}

describe('rows of one height', () => {
  it('are drawn where they are in sight, and twenty beyond either way', () => {
    expect(listOf(10_000, 3200).drawn).toEqual([80, 130]);
    expect(listOf(10_000, 0).drawn).toEqual([0, 30]);
    expect(listOf(0, 0).drawn[0]).toBe(0);
  });

  it('take the same room drawn or not', () => {
    for (const top of [0, 640, 3210, 32 * 10_000 - 320]) {
      const rows = listOf(10_000, top);
      const drawn = Math.min(10_000, rows.drawn[1]) - rows.drawn[0];
      expect(rows.room.above + drawn * 32 + rows.room.below).toBe(32 * 10_000);
    }
  });

  it('turn by a page that keeps one of them in sight, and by one at least', () => {
    expect(listOf(100, 0).page).toBe(9);
    const low = new EqualRows(32, () => 100);
    expect(low.page).toBe(1);
  });

  it('are brought into sight from either side, and left alone where they are', () => {
    const list = document.createElement('div');
    const rows = listOf(100, 0);
    const sought = (index: number): number => {
      rows.bringIntoSight(list, index);
      return list.scrollTop;
    };
    expect([sought(9), sought(10), sought(50), sought(45), sought(3), sought(-1)]).toEqual([
      0, 32, 1312, 1312, 96, 96,
    ]);
  });
});
