import { letterbox } from '#common/imaging/letterbox';
import type { AttentionMap } from '#common/model/result';
import { amber, attentionAlpha, cellRectangle, heatMapRaster, overFilm } from '#common/viewer/heat-map';

const scale = { transparentLogit: 0, opaqueLogit: 4 };

/** A 2 x 2 map over an input of 8 x 8. */
const mapOver = (imageRows: number, imageColumns: number, logits: readonly number[]): AttentionMap => ({
  rows: 2,
  columns: 2,
  logits: Float32Array.from(logits),
  letterbox: letterbox(imageRows, imageColumns, 8, 8),
});

const alphaAt = (map: AttentionMap, row: number, column: number): number => {
  const { columns, rgba } = heatMapRaster(map, scale);
  return rgba[(row * columns + column) * 4 + 3]!;
};

describe('attentionAlpha', () => {
  it('is clear at and below one end of the fixed scale and full at and above the other', () => {
    expect([-9, 0, 1, 4, 9].map((logit) => attentionAlpha(logit, scale))).toEqual([0, 0, 0.25, 1, 1]);
  });
});

describe('cellRectangle', () => {
  it('covers a quarter of a square film', () => {
    expect(cellRectangle(mapOver(800, 800, [0, 0, 0, 0]), 1, 0)).toEqual({
      x: 0,
      y: 400,
      width: 400,
      height: 400,
    });
  });

  it('reaches beyond a wide film where the network saw padding', () => {
    // 400 x 800 becomes 4 x 8 input pixels with 2 rows of padding above: a cell is 4 x 4 input, 400 x 400 film.
    expect(cellRectangle(mapOver(400, 800, [0, 0, 0, 0]), 0, 1)).toEqual({
      x: 400,
      y: -200,
      width: 400,
      height: 400,
    });
  });
});

describe('heatMapRaster', () => {
  it('covers the film and not the padding', () => {
    const { rows, columns, rgba } = heatMapRaster(mapOver(400, 800, [0, 0, 0, 0]), scale);
    expect([rows, columns, rgba.length]).toEqual([4, 8, 128]);
  });

  it('does not glow on a map that stays below the scale, however uneven', () => {
    const { rgba } = heatMapRaster(mapOver(800, 800, [-5, -1, -3, -0.01]), scale);
    expect(Math.max(...rgba.filter((_, index) => index % 4 === 3))).toBe(0);
  });

  it('has the cell value at the cell centre and a linear course between centres', () => {
    const map = mapOver(800, 800, [0, 4, 0, 4]);
    // Centres lie between columns 1 and 2, and 5 and 6. Column 3 is at (3.5 - 2) / 4 = 0.375 of the way.
    expect([0, 1, 3, 4, 6, 7].map((column) => alphaAt(map, 0, column))).toEqual([0, 0, 96, 159, 255, 255]);
    expect([0, 7].map((row) => alphaAt(map, row, 4))).toEqual([159, 159]);
  });

  it('runs down the rows as it runs along the columns', () => {
    const across = mapOver(800, 800, [0, 4, 1, 2]);
    const down = mapOver(800, 800, [0, 1, 4, 2]);
    expect(alphaAt(across, 2, 5)).toBe(alphaAt(down, 5, 2));
  });

  it('has one hue', () => {
    const { rgba } = heatMapRaster(mapOver(800, 800, [0, 4, 1, 2]), scale);
    const hues = new Set(Array.from({ length: 64 }, (_, at) => rgba.slice(at * 4, at * 4 + 3).join()));
    expect([...hues]).toEqual([amber.join()]);
  });
});

describe('overFilm', () => {
  it('mixes the map into the film by its alpha, and leaves the film that it was given', () => {
    const film = { rows: 2, columns: 4, rgba: new Uint8ClampedArray(32).fill(100) };
    // Clear on the left, full on the right.
    const rgba = Uint8ClampedArray.from([...amber, 0, ...amber, 255]);
    const mixed = overFilm(film, { rows: 1, columns: 2, rgba }, 0.5);
    expect(Array.from(mixed.rgba.slice(0, 4))).toEqual([100, 100, 100, 100]);
    // Halfway from 100 to 255, 176 and 46; halves are rounded to even.
    expect(Array.from(mixed.rgba.slice(28))).toEqual([178, 138, 73, 100]);
    expect(film.rgba.every((value) => value === 100)).toBe(true);
  });
});
