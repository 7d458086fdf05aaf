import { resampleArea } from '#common/imaging/resample-area';

const plane = (rows: number, columns: number, values: number[]) => ({
  rows,
  columns,
  values: Uint16Array.from(values),
});

describe('resampleArea', () => {
  it('averages whole boxes when the factor is a whole number', () => {
    expect([...resampleArea(plane(2, 4, [0, 2, 10, 20, 4, 6, 30, 40]), 1, 2)]).toEqual([3, 25]);
  });

  it('shares a pixel between two boxes by its coverage', () => {
    // 3 → 2: each output covers 1.5 inputs, so (1·a + ½·b) / 1.5 and (½·b + 1·c) / 1.5.
    expect([...resampleArea(plane(1, 3, [3, 6, 9]), 1, 2)]).toEqual([4, 8]);
  });

  it('interpolates between half-pixel centres when enlarging, and holds the edges', () => {
    // 2 → 4: outputs stand at -0.25, 0.25, 0.75 and 1.25 of the input's pixel centres.
    expect([...resampleArea(plane(1, 2, [0, 100]), 1, 4)]).toEqual([0, 25, 75, 100]);
  });

  it('treats each axis by itself', () => {
    expect([...resampleArea(plane(2, 2, [0, 100, 20, 120]), 1, 4)]).toEqual([10, 35, 85, 110]);
  });

  it('returns an image of the wanted size unchanged', () => {
    const values = Array.from({ length: 35 }, (_, i) => (i * 7919) % 4096);
    expect([...resampleArea(plane(5, 7, values), 5, 7)]).toEqual(values);
  });

  it('keeps the mean of the image whatever the factor', () => {
    const values = Array.from({ length: 101 * 67 }, (_, i) => (i * 7919) % 4096);
    const mean = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b, 0) / list.length;
    expect(mean(resampleArea(plane(101, 67, values), 32, 29))).toBeCloseTo(mean(values), 3);
  });
});
