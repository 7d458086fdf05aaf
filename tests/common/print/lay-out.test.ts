import { layOut, type PrintedFilm, type SheetChoice } from '#common/print/lay-out';
import type { Block } from '#common/print/sheet';

const film = (change: Partial<PrintedFilm> = {}): PrintedFilm => ({
  width: 1000,
  height: 1500,
  millimetresPerPixel: 0.1,
  sizeWords: 'True size, at detector',
  person: 'A',
  header: ['A · ID 1', 'Clinic'],
  caption: 'HAND · PA',
  ...change,
});
const choice: SheetChoice = {
  paper: 'A4',
  landscape: false,
  filmsToSheet: 1,
  size: 'fit',
  footer: [],
  rulerWords: '100 mm',
};
const picturesOf = (sheet: readonly Block[]) =>
  sheet.filter((block): block is Extract<Block, { kind: 'picture' }> => block.kind === 'picture');

describe('films on sheets of paper', () => {
  it('are a millimetre on the paper for each of their own at true size', () => {
    // 1000 x 1500 pixels of 0.1 mm are 100 x 150 mm.
    const { sheets, refusals } = layOut([film()], { ...choice, size: 'true' });
    expect(refusals.size).toBe(0);
    const [picture] = picturesOf(sheets[0]!);
    expect(picture!.width).toBeCloseTo(100, 9);
    expect(picture!.height).toBeCloseTo(150, 9);
    expect(sheets[0]!.find(({ kind }) => kind === 'ruler')).toMatchObject({ length: 100 });
    expect(sheets[0]).toContainEqual(expect.objectContaining({ text: 'HAND · PA · True size, at detector' }));
  });

  it('are refused at true size where that is unknown or too large, and not cut off', () => {
    const unknown = film({ millimetresPerPixel: null });
    // 4300 pixels of 0.1 mm are 430 mm, more than the 420 of A3.
    const large = film({ width: 3500, height: 4300 });
    const { sheets, refusals } = layOut([unknown, large], { ...choice, paper: 'A3', size: 'true' });
    expect([...refusals]).toEqual([
      [0, 'noSpacing'],
      [1, 'tooLarge'],
    ]);
    expect(sheets.flatMap(picturesOf)).toEqual([]);
    expect(layOut([unknown, large], choice).refusals.size).toBe(0);
  });

  it.each([1, 2, 4] as const)('share a sheet %i at a time, in order, side by side and within it', (count) => {
    const films = Array.from({ length: 5 }, () => film());
    const { sheets } = layOut(films, { ...choice, filmsToSheet: count });
    expect(sheets.map((sheet) => picturesOf(sheet).length)).toEqual(
      { 1: [1, 1, 1, 1, 1], 2: [2, 2, 1], 4: [4, 1] }[count],
    );
    expect(sheets.flatMap(picturesOf).map(({ picture }) => picture)).toEqual([0, 1, 2, 3, 4]);
    const placed = picturesOf(sheets[0]!);
    for (const { left, top, width, height } of placed) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(10);
      expect(left + width).toBeLessThanOrEqual(200.001);
      expect(top + height).toBeLessThanOrEqual(287);
      // 1000 : 1500.
      expect(height / width).toBeCloseTo(1.5, 9);
    }
    for (const a of placed)
      for (const b of placed)
        if (a !== b)
          expect(
            a.left + a.width <= b.left ||
              b.left + b.width <= a.left ||
              a.top + a.height <= b.top ||
              b.top + b.height <= a.top,
          ).toBe(true);
  });

  it('of two persons never share a sheet, and each is headed by its own', () => {
    const other = film({ person: 'B', header: ['B · ID 2'] });
    const { sheets } = layOut([film(), other, other], { ...choice, filmsToSheet: 4 });
    expect(sheets.map((sheet) => picturesOf(sheet).map(({ picture }) => picture))).toEqual([[0], [1, 2]]);
    expect(sheets[1]).toContainEqual(expect.objectContaining({ text: 'B · ID 2', bold: true }));
    expect(sheets[1]).not.toContainEqual(expect.objectContaining({ text: 'A · ID 1' }));
  });
});
