import { chooseFilms, makeBatch } from '../../../training/fine-tuning/batch.ts';
import type { ReducedFilms } from '../../../training/fine-tuning/film-cache.ts';
import { still, stillRecipe as spec } from '../../support/still-recipe.ts';

/** Films of 64 x 32 pixels, dark but for their box at the upper left; the first of every four is fractured. */
function films(count: number): ReducedFilms {
  const area = 64 * 32;
  const buffer = new SharedArrayBuffer(count * area);
  const box = { left: 4, top: 2, width: 10, height: 12 };
  const described = Array.from({ length: count }, (_, i) => {
    const fractured = i % 4 === 0;
    const plane = new Uint8Array(buffer, i * area, area);
    for (let row = box.top; row < box.top + box.height; row++)
      plane.fill(255, row * 32 + box.left, row * 32 + box.left + box.width);
    const place = { offset: i * area, rows: 64, columns: 32 };
    return { ...place, fractured, source: 'clinic', group: `${i}`, boxes: fractured ? [box] : [] };
  });
  return { buffer, films: described };
}

describe('makeBatch', () => {
  it('is the same for the same number and another for the next', () => {
    const moving = {
      ...spec,
      augmentation: { ...still, rotation: 20, zoom: [0.8, 1.6], noise: 0.1 },
    } as const;
    expect(makeBatch(films(16), moving, 3)).toEqual(makeBatch(films(16), moving, 3));
    expect(makeBatch(films(16), moving, 3)).not.toEqual(makeBatch(films(16), moving, 4));
  });

  it('gives each film its label, and the map the cells of its box where the film lies', () => {
    const { pixels, targets, mapTargets, mapWeights } = makeBatch(films(16), spec, 0);
    expect([...targets]).toEqual([1, 0, 0, 0]);
    // The film lies in columns 16 to 48, so that its box is cut by the border between the upper two cells:
    // unmirrored from 20 to 30, mirrored from 34 to 44.
    const cells = [...mapTargets.subarray(0, 4)];
    const left = pixels[5 * 64 + 25] === 1;
    expect(pixels[5 * 64 + (left ? 25 : 39)]).toBe(1);
    expect(cells).toEqual(left ? [1, 0, 0, 0] : [0, 1, 0, 0]);
    expect([...mapWeights.subarray(0, 4)]).toEqual(cells.map((target) => (target === 1 ? 6 : 1)));
    expect(mapTargets.subarray(4).every((target) => target === 0)).toBe(true);
    expect(pixels[0]).toBe(-1);
  });

  it('puts the twin of each film into the second half, in the same place and with its own changes', () => {
    const augmentation = { ...still, rotation: 20, zoom: [0.9, 1.1] } as const;
    const alone = makeBatch(films(16), { ...spec, augmentation }, 2);
    const unchanged = makeBatch(films(16), { ...spec, augmentation, twin: {} }, 2);
    expect([...unchanged.targets]).toEqual([...alone.targets, ...alone.targets]);
    const half = unchanged.pixels.length / 2;
    expect(unchanged.pixels.subarray(half)).toEqual(unchanged.pixels.subarray(0, half));
    expect(unchanged.mapTargets.subarray(16)).toEqual(unchanged.mapTargets.subarray(0, 16));
    const inverted = makeBatch(films(16), { ...spec, augmentation, twin: { invert: 1 } }, 2);
    expect(inverted.pixels.subarray(0, half)).toEqual(unchanged.pixels.subarray(0, half));
    const exchanged = inverted.pixels.subarray(half).filter((value, i) => value === -unchanged.pixels[i]!);
    expect(exchanged.length).toBeGreaterThan(half / 3);
  });

  it('lets a film count by its class and its source', () => {
    const weighted = {
      ...spec,
      classWeights: { fractured: 3, notFractured: 0.5 },
      sourceWeights: { clinic: 2, elsewhere: 9 },
    };
    expect([...makeBatch(films(16), weighted, 0).sampleWeights!]).toEqual([6, 1, 1, 1]);
    expect([...makeBatch(films(16), spec, 0).sampleWeights!]).toEqual([1, 1, 1, 1]);
    const twins = makeBatch(films(16), { ...weighted, twin: { lowResolution: 1 } }, 0);
    expect([...twins.sampleWeights!]).toEqual([6, 1, 1, 1, 6, 1, 1, 1]);
  });

  it('takes a film whose box was cropped away for one without a fracture', () => {
    const zoomed = { ...spec, augmentation: { ...still, zoom: [16, 16] } } as const;
    const { targets, mapTargets } = makeBatch(films(16), zoomed, 0);
    expect(targets[0]).toBe(0);
    expect(mapTargets.every((target) => target === 0)).toBe(true);
  });
});

describe('a fractured film whose boxes nobody drew', () => {
  const [fractured, ...others] = films(4).films;
  const unlocated = { buffer: films(4).buffer, films: [{ ...fractured!, boxes: null }, ...others] };

  it('keeps its label, says nothing of the map and is hardly enlarged', () => {
    const zoomed = { ...spec, augmentation: { ...still, zoom: [1, 16] } } as const;
    const { targets, mapTargets, mapWeights, pixels } = makeBatch(unlocated, zoomed, 0);
    expect(targets[0]).toBe(1);
    expect([...mapTargets.subarray(0, 4), ...mapWeights.subarray(0, 4)]).toEqual(new Array(8).fill(0));
    expect(pixels.subarray(0, 64 * 64)).toEqual(makeBatch(films(4), spec, 0).pixels.subarray(0, 64 * 64));
  });
});

describe('chooseFilms', () => {
  it('draws one film of a group in each round', () => {
    const described = films(16).films.map((film, i) => ({ ...film, group: `${i % 8}` }));
    const seen = [0, 1].flatMap((index) => chooseFilms(described, spec, index));
    expect(new Set(seen.map((film) => film % 8)).size).toBe(8);
  });

  it('names the class and the source that a training set lacks', () => {
    const sound = films(16).films.filter(({ fractured }) => !fractured);
    expect(() => chooseFilms(sound, spec, 0)).toThrow('The training set has no fractured film of clinic.');
  });

  it('shows every film of a class once before any twice', () => {
    const described = films(16).films;
    const seen = [0, 1, 2, 3].flatMap((index) => chooseFilms(described, spec, index));
    expect(new Set(seen)).toEqual(new Set(Array.from({ length: 16 }, (_, i) => i)));
    expect(seen.map((film, i) => (i % 4 === 0) === described[film]!.fractured)).not.toContain(false);
  });
});
