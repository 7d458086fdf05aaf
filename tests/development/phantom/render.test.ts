import { field, sliceLimb } from '../../../src-main/development/phantom/long-bone.ts';
import { lineIntegral, renderFilm } from '../../../src-main/development/phantom/render.ts';

const fracture = { level: 128, slope: 0.55, gap: 1.3, shift: 2.4, tilt: 0.03 };

describe('lineIntegral', () => {
  it('is attenuation times thickness in a slab', () => {
    // A slab 20 mm thick at 0.05 per mm: 20 * 0.05 = 1, so exp(-1) of the beam passes.
    expect(lineIntegral((_, z) => (Math.abs(z) < 10 ? 0.05 : 0), 0, 0.5)).toBeCloseTo(1, 6);
  });

  it('is zero beside the limb and larger through bone than through soft tissue', () => {
    const slice = sliceLimb(120, null);
    const axis = field.width / 2;
    expect(lineIntegral(slice, 1, 0.5)).toBe(0);
    expect(lineIntegral(slice, axis - 8, 0.5)).toBeGreaterThan(lineIntegral(slice, axis + 10, 0.5));
  });
});

describe('renderFilm', () => {
  const spacing = 4;
  const intact = renderFilm(null, 5, spacing);
  const broken = renderFilm(fracture, 5, spacing);
  const row = (film: typeof intact, millimetres: number): Uint16Array => {
    const start = Math.floor(millimetres / spacing) * film.columns;
    return film.storedValues.subarray(start, start + film.columns);
  };

  it('fills the field with 12-bit values', () => {
    expect([intact.rows, intact.columns]).toEqual([60, 40]);
    expect(Math.max(...intact.storedValues)).toBeLessThanOrEqual(4095);
    expect(Math.max(...intact.storedValues)).toBeGreaterThan(2000);
  });

  it('gives the same film for the same seed and another for another', () => {
    expect(renderFilm(null, 5, spacing).storedValues).toEqual(intact.storedValues);
    expect(renderFilm(null, 6, spacing).storedValues).not.toEqual(intact.storedValues);
  });

  it('changes the bone at and below the break, and nothing well above it', () => {
    const change = (millimetres: number): number =>
      row(intact, millimetres).reduce(
        (sum, value, i) => sum + Math.abs(value - row(broken, millimetres)[i]!),
        0,
      );
    // Scatter is shared by the whole film, so the far rows may move by a fraction of a grey value.
    expect(change(60)).toBeLessThan(intact.columns);
    expect(change(fracture.level)).toBeGreaterThan(8 * intact.columns);
    expect(change(170)).toBeGreaterThan(8 * intact.columns);
  });
});
