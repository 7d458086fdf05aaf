import { seededRandom } from '#common/sampling/seeded-random';
import { findBrightRegions, otsuThreshold } from '../../../../training/probes/drawing/bright-regions.ts';
import { addNail, addPlate, addScrews, addWires } from '../../../../training/probes/drawing/implants.ts';
import {
  attenuate,
  burnIn,
  emptyLayer,
  flat,
  round,
  stroke,
} from '../../../../training/probes/drawing/layer.ts';
import { write } from '../../../../training/probes/drawing/lettering.ts';
import { findLimb } from '../../../../training/probes/drawing/limb.ts';
import { addArrow, addCaption, addSideMarker } from '../../../../training/probes/drawing/marks.ts';
import { blankBorder, blankCorners, blankLooseMarks } from '../../../../training/probes/drawing/masks.ts';
import type { Film } from '../../../../training/probes/film.ts';

/** An upright bar of bone, 60 of 240 columns wide, in the dark, with a bright edge at the top. */
const limb: Film = {
  rows: 320,
  columns: 240,
  intensities: Float32Array.from({ length: 320 * 240 }, (_, i) => {
    const [row, column] = [Math.floor(i / 240), i % 240];
    if (row < 8) return 0.95;
    return row > 40 && row < 300 && column >= 90 && column < 150 ? 0.5 : 0.05;
  }),
};

/** Jest's own comparison of large typed arrays takes seconds. */
function isSame(a: Film, b: Film): boolean {
  return a.intensities.every((value, i) => value === b.intensities[i]);
}

const implants = { addPlate, addScrews, addNail, addWires };
const marks = { addArrow, addSideMarker, addCaption };

describe.each(Object.entries({ ...implants, ...marks }))('%s', (_, add) => {
  it('brightens a small part of the film and nothing else', () => {
    for (let seed = 0; seed < 4; seed++) {
      const { intensities } = add(limb, seededRandom(seed));
      const brightened = intensities.filter((value, i) => value > limb.intensities[i]!).length;
      expect(intensities.every((value, i) => value >= limb.intensities[i]! && value <= 1)).toBe(true);
      expect(brightened).toBeGreaterThan(10);
      expect(brightened).toBeLessThan(0.1 * intensities.length);
    }
  });

  it('draws the same for the same seed', () => {
    expect(isSame(add(limb, seededRandom(4)), add(limb, seededRandom(4)))).toBe(true);
    expect(isSame(add(limb, seededRandom(4)), add(limb, seededRandom(5)))).toBe(false);
  });
});

describe.each(Object.entries(implants))('%s', (_, add) => {
  it('lies on bone for the most part, away from the bright edge of the film', () => {
    const { intensities } = add(limb, seededRandom(2));
    const onBone = intensities.filter(
      (value, i) => value > limb.intensities[i]! && limb.intensities[i] === 0.5,
    );
    const anywhere = intensities.filter((value, i) => value > limb.intensities[i]!);
    expect(onBone.length).toBeGreaterThan(0.5 * anywhere.length);
  });
});

describe('layers', () => {
  const film: Film = { rows: 1, columns: 3, intensities: Float32Array.of(0, 0.5, 1) };
  const half = { ...emptyLayer(film), values: new Float32Array(3).fill(Math.log(2)) };

  it('multiply what is transmitted', () => {
    expect([...attenuate(film, [half]).intensities]).toEqual(
      [0.5, 0.75, 1].map((value) => expect.closeTo(value)),
    );
    expect([...attenuate(film, [half, half]).intensities][0]).toBeCloseTo(0.75);
  });

  it('burn in by what they cover', () => {
    const covered = { ...half, values: Float32Array.of(1, 0.5, 0) };
    expect([...burnIn(film, covered).intensities]).toEqual([1, 0.75, 1]);
  });

  it('have rods that are thickest in the middle and plates that are not', () => {
    expect(round(0, 4)).toBe(1);
    expect(round(2, 4)).toBeCloseTo(Math.sqrt(0.75));
    expect([flat(0, 4), flat(3, 4), flat(4, 4), flat(5, 4)]).toEqual([1, 1, 0.5, 0]);
  });

  it('fade what is thinner than a pixel', () => {
    const layer = emptyLayer({ rows: 9, columns: 9 });
    stroke(layer, [0.5, 4.5], [8.5, 4.5], 0.3, round, 2);
    expect(Math.max(...layer.values)).toBeCloseTo((2 * 0.3) / 0.75);
  });
});

describe('write', () => {
  it('draws an L along its left and lower sides', () => {
    const layer = emptyLayer({ rows: 20, columns: 20 });
    write(layer, 'L', [4, 4], 12, 1);
    const at = (x: number, y: number): number => layer.values[y * 20 + x]!;
    expect([at(4, 10), at(8, 15), at(10, 6)]).toEqual([1, 1, 0]);
  });

  it('refuses what it has no glyph for', () => {
    expect(() => write(emptyLayer({ rows: 4, columns: 4 }), 'é', [0, 0], 4, 1)).toThrow(RangeError);
  });
});

describe('findLimb', () => {
  it('finds an upright bone upright', () => {
    const { angle, bonePoints } = findLimb(limb);
    expect(Math.abs(Math.cos(angle))).toBeLessThan(0.01);
    expect(bonePoints.every(([x, y]) => x > 88 && x < 152 && y > 30 && y < 302)).toBe(true);
  });
});

describe('otsuThreshold', () => {
  it('lies between two heaps of values', () => {
    const values = Float32Array.from({ length: 300 }, (_, i) => (i < 200 ? 0.1 : 0.8) + (i % 10) / 200);
    expect(otsuThreshold(values)).toBeGreaterThan(0.14);
    expect(otsuThreshold(values)).toBeLessThan(0.8);
  });
});

describe('masks', () => {
  it('blank a border of the film in its darkest value', () => {
    const { intensities } = blankBorder(limb, 0.05);
    expect(new Set([...intensities.subarray(0, 16 * 240)])).toEqual(new Set([Math.fround(0.05)]));
    expect(intensities[160 * 240 + 120]).toBe(0.5);
  });

  it('blank the corners only', () => {
    const changed = blankCorners(limb, 0.1).intensities.filter((value, i) => value !== limb.intensities[i]);
    expect(changed.length).toBe(2 * 24 * 8);
  });

  it('blank a side marker and leave the limb', () => {
    const { intensities } = blankLooseMarks(addSideMarker(limb, seededRandom(1)));
    const inside = (_: number, i: number): boolean => i >= 40 * 240;
    expect(Math.max(...intensities.filter(inside))).toBe(0.5);
    expect(intensities.filter((value) => value === 0.5)).toHaveLength(259 * 60);
  });

  it('take nothing of a film without marks', () => {
    expect(isSame(blankLooseMarks(blankBorder(limb, 0.05)), blankBorder(limb, 0.05))).toBe(true);
    expect(findBrightRegions(limb).regions.length).toBe(2);
  });
});
