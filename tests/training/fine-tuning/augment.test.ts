import { seededRandom } from '#common/sampling/seeded-random';
import { filmToInput } from '../../../training/fine-tuning/affine.ts';
import { augment, drawPlacement, type AugmentationRanges } from '../../../training/fine-tuning/augment.ts';
import type { ReducedFilm } from '../../../training/fine-tuning/film-cache.ts';
import { smallInput, still } from '../../support/still-recipe.ts';

const side = smallInput.rows;
/** Half as wide as high, so that there is room beside it on the input. */
const film: ReducedFilm = {
  offset: 0,
  rows: 64,
  columns: 32,
  fractured: true,
  source: 'clinic',
  group: '1',
  boxes: [{ left: 4, top: 4, width: 6, height: 8 }],
};
const plane = Uint8Array.from({ length: 64 * 32 }, (_, i) => (i % 32) * 4 + Math.floor(i / 32));
const upright = { mirrored: false, angle: 0, zoom: 1, shiftX: 0, shiftY: 0 };
const placed = {
  affine: filmToInput(film, side, upright),
  visible: [{ left: 20, top: 4, width: 6, height: 8 }],
};

function change(ranges: Partial<AugmentationRanges>, seed = 1, boxes = film.boxes): Float32Array {
  return augment(plane, { ...film, boxes }, placed, smallInput, seededRandom(seed), { ...still, ...ranges });
}

/** Over the film itself or the bars beside it. */
function over(part: 'film' | 'bars', pixels: Float32Array): Float32Array {
  return pixels.filter((_, i) => i % side >= 16 && i % side < 48 === (part === 'film'));
}

const unchanged = change({});

describe('augment', () => {
  it('leaves a film as the product would show it when nothing is drawn', () => {
    expect(over('bars', unchanged).every((value) => value === -1)).toBe(true);
    expect(Math.max(...unchanged)).toBe(1);
  });

  it('draws no random number for what a recipe does not ask for', () => {
    const seen: number[] = [];
    const counting = (ranges: AugmentationRanges): number => {
      const random = seededRandom(1);
      let count = 0;
      augment(plane, film, placed, smallInput, () => (count++, random()), ranges);
      drawPlacement(() => (count++, random()), film, side, ranges);
      return count;
    };
    const zero = {
      verticalFlip: 0,
      invert: 0,
      jpeg: 0,
      borders: 0,
      surround: 0,
      lowResolution: 0,
      implant: 0,
    };
    seen.push(counting(still), counting({ ...still, ...zero }), counting({ ...still, jpegQuality: [1, 5] }));
    expect(new Set(seen).size).toBe(1);
  });

  it('takes the detail out of a film of lower resolution and leaves its greys', () => {
    const mean = (pixels: Float32Array): number =>
      pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    const steps = (pixels: Float32Array): number =>
      pixels.reduce((sum, value, i) => sum + Math.abs(value - (pixels[i - 1] ?? value)), 0);
    const small = change({ lowResolution: 1, leastResolution: 0.2 }, 3);
    expect(mean(small)).toBeCloseTo(mean(unchanged), 1);
    expect(steps(small)).toBeLessThan(steps(unchanged));
  });

  it('lays metal on the film', () => {
    const laid = change({ implant: 1 });
    expect(laid.some((value, i) => value > unchanged[i]! + 0.2)).toBe(true);
    expect(laid.every((value, i) => value >= unchanged[i]! - 1e-3)).toBe(true);
  });

  it('exchanges bright and dark of the film and not of the bars', () => {
    const inverted = change({ invert: 1 });
    expect(over('bars', inverted)).toEqual(over('bars', unchanged));
    over('film', inverted).forEach((value, i) => expect(value).toBeCloseTo(-over('film', unchanged)[i]!, 5));
  });

  it('turns a film upside down by mirroring it and turning it half round', () => {
    const straight = drawPlacement(seededRandom(2), film, side, still);
    const turned = drawPlacement(seededRandom(2), film, side, { ...still, verticalFlip: 1 });
    expect(turned).toEqual({ ...straight, mirrored: !straight.mirrored, angle: straight.angle + Math.PI });
    const { a, e, f } = filmToInput(film, side, { ...turned, mirrored: true });
    expect([a, e, f]).toEqual([1, -1, 64].map((value) => expect.closeTo(value)));
  });

  it('loses to JPEG in blocks', () => {
    const coarse = change({ jpeg: 1, jpegQuality: [10, 10] });
    const fine = change({ jpeg: 1, jpegQuality: [100, 100] });
    const farthest = (pixels: Float32Array): number =>
      Math.max(...pixels.map((value, i) => Math.abs(value - unchanged[i]!)));
    expect(farthest(fine)).toBeLessThan(0.03);
    expect(farthest(coarse)).toBeGreaterThan(0.06);
  });

  it('gives the bars beside the film a level of their own', () => {
    const filled = change({ surround: 1 });
    expect(over('film', filled)).toEqual(over('film', unchanged));
    expect(new Set(over('bars', filled)).size).toBe(1);
    expect(over('bars', filled)[0]).not.toBe(-1);
  });
});

describe('borders', () => {
  const drawn = Array.from({ length: 40 }, (_, seed) => change({ borders: 1 }, seed));

  it('change the edges, in levels or in shadow with bright edges, and not beyond an eighth', () => {
    const changed = drawn.filter((pixels) => pixels.some((value, i) => value !== unchanged[i]));
    expect(changed.length).toBeGreaterThan(20);
    const edges = new Set(drawn.map((pixels) => pixels[32]!.toFixed(2)));
    expect(edges.size).toBeGreaterThan(5);
    // The ramp goes on as it was in the middle, whatever the window made of the edges.
    for (const pixels of drawn) {
      const row = [...pixels.subarray(32 * side + 24, 32 * side + 40)];
      expect(row).toEqual([...row].sort((a, b) => a - b));
    }
  });

  it('cover no box, and next to nothing of a film whose fracture nobody located', () => {
    const isRamp = (pixels: Float32Array, row: number, from: number, to: number): boolean =>
      [...pixels.subarray(row * side + from, row * side + to)].every(
        (value, i, all) => i === 0 || value >= all[i - 1]!,
      );
    for (const pixels of drawn) expect(isRamp(pixels, 5, 20, 26)).toBe(true);
    for (let seed = 0; seed < 40; seed++)
      expect(isRamp(change({ borders: 1 }, seed, null), 4, 20, 44)).toBe(true);
  });
});
