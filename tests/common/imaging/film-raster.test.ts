import { filmRaster } from '#common/imaging/film-raster';
import { frameOf } from '../../support/synthetic-frame.ts';

/** One bright column, a pixel wide, in a dark film of 1000 columns. */
function hairline(column: number) {
  const values = new Uint16Array(4 * 1000);
  for (let row = 0; row < 4; row++) values[row * 1000 + column] = 10_000;
  return frameOf(4, 1000, values);
}

describe('filmRaster', () => {
  it('leaves a film whose pixels fill the screen’s as it is, without a copy', () => {
    const frame = hairline(3);
    const raster = filmRaster(frame, 1);
    expect(raster).toMatchObject({ rows: 4, columns: 1000, across: 1, down: 1, minified: false });
    expect(raster.values).toBe(frame.storedValues);
  });

  it('keeps all of a hairline’s light, wherever it lies', () => {
    // At a quarter of the size a pixel is a quarter of one sample: 2500, and never none.
    for (const column of [0, 1, 2, 3, 501, 502, 998, 999]) {
      const { rows, columns, across, values } = filmRaster(hairline(column), 0.25);
      const row = [...values.slice(0, columns)];
      expect([rows, columns, across]).toEqual([1, 250, 4]);
      expect(row.filter((value) => value > 0)).toEqual([2500]);
      expect(row[Math.floor(column / 4)]).toBe(2500);
    }
  });

  it('shares a hairline between the two samples it lies in', () => {
    // 300 samples of 3 1/3 pixels: column 3 ends at 4, a third before 3 1/3 and two thirds after.
    const { columns, values } = filmRaster(hairline(3), 0.3);
    expect([columns, values[0], values[1]]).toEqual([300, 1000, 2000]);
  });

  it('averages each way by as much as its pixels are small', () => {
    const frame = frameOf(2, 4, Uint16Array.of(1, 3, 5, 7, 9, 11, 13, 15), { pixelAspectRatio: 2 });
    // 2 rows of height 2 by 4 columns: at half size 2 by 2.
    const raster = filmRaster(frame, 0.5);
    expect(raster).toMatchObject({ rows: 2, columns: 2, across: 2, down: 2 });
    expect([...raster.values]).toEqual([2, 6, 10, 14]);
  });

  it('counts no padding into a mean, and calls a sample of nothing else padding', () => {
    const values = Int16Array.of(-2000, -2000, 40, -2000, 40, 60, 60, 80);
    const frame = frameOf(1, 8, values, {
      pixelRepresentation: 1,
      pixelPadding: { lower: -2000, upper: -2000 },
    });
    expect([...filmRaster(frame, 0.5).values]).toEqual([-2000, 40, 50, 70]);
  });

  it('averages floating-point pixels around what is no number', () => {
    const frame = frameOf(1, 4, Float32Array.of(0.5, 1, NaN, NaN), {
      sampleType: 'float',
      bitsAllocated: 32,
    });
    expect([...filmRaster(frame, 0.5).values]).toEqual([0.75, NaN]);
  });

  it('averages each channel of colour by itself', () => {
    const frame = frameOf(1, 2, Uint8Array.of(0, 100, 200, 20, 120, 220), {
      samplesPerPixel: 3,
      bitsStored: 8,
    });
    expect([...filmRaster(frame, 0.5).values]).toEqual([10, 110, 210]);
  });

  it('leaves single bits alone', () => {
    const bits = frameOf(1, 4, Uint8Array.of(0, 1, 0, 1), { bitsStored: 1 });
    expect(filmRaster(bits, 0.5).minified).toBe(false);
  });

  it('knows a first look for the whole image that it stands for', () => {
    const look = { ...frameOf(8, 8, new Uint16Array(4)), reduction: 4 };
    expect(filmRaster(look, 0.25)).toMatchObject({ rows: 2, columns: 2, across: 4, minified: false });
    expect(filmRaster(look, 0.125)).toMatchObject({ rows: 1, columns: 1, across: 8, minified: true });
  });
});
