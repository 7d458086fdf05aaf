import { filmRaster } from '#common/imaging/film-raster';
import { isSameRegion, rasterOfRegion, regionInSight } from '#common/viewer/film-in-sight';
import { asStored } from '#common/viewer/film-orientation';
import { frameOf } from '../../support/synthetic-frame.ts';

const frame = frameOf(
  1000,
  1000,
  Uint16Array.from({ length: 1000 * 1000 }, (_, i) => i % 65_536),
);
const image = { width: 1000, height: 1000 };
const canvas = { width: 200, height: 100 };
const raster = filmRaster(frame, 1);
const at = (x: number, y: number, scale = 1) => ({ scale, x, y, orientation: asStored });

describe('regionInSight', () => {
  it('is what the canvas shows, in whole steps of 64 samples', () => {
    // Columns 400 to 600 and rows 450 to 550, five more each way: 395 to 605 and 445 to 555.
    const region = { left: 384, top: 384, columns: 256, rows: 192 };
    expect(regionInSight(raster, at(0, 0), canvas, image)).toEqual(region);
    // Six samples further all of it is still in sight; ten further the left edge lies in the next step.
    expect(isSameRegion(regionInSight(raster, at(-6, 0), canvas, image), region)).toBe(true);
    expect(regionInSight(raster, at(20, 0), canvas, image)?.left).toBe(320);
  });

  it('ends with the film', () => {
    // The film's corner in the middle of the canvas.
    expect(regionInSight(raster, at(500, 500), canvas, image)).toEqual({
      left: 0,
      top: 0,
      columns: 128,
      rows: 64,
    });
  });

  it('is none where all is in sight, nothing is, or the samples are device pixels', () => {
    expect(regionInSight(raster, at(0, 0), { width: 2000, height: 2000 }, image)).toBeNull();
    expect(regionInSight(raster, at(2000, 0), canvas, image)).toBeNull();
    expect(regionInSight(filmRaster(frame, 0.5), at(0, 0, 0.5), canvas, image)).toBeNull();
  });
});

describe('rasterOfRegion', () => {
  it('says where on the image its samples begin', () => {
    const part = rasterOfRegion(raster, frame, { left: 64, top: 2, columns: 3, rows: 2 });
    expect(part).toMatchObject({ left: 64, top: 2, columns: 3, rows: 2, across: 1, down: 1 });
    expect([...part.values]).toEqual([2064, 2065, 2066, 3064, 3065, 3066]);
  });

  it('counts in square units where pixels are longer than wide', () => {
    const long = frameOf(200, 200, new Uint16Array(40_000), { pixelAspectRatio: 2 });
    const part = rasterOfRegion(filmRaster(long, 1), long, { left: 10, top: 10, columns: 1, rows: 1 });
    expect([part.left, part.top]).toEqual([10, 20]);
  });
});
