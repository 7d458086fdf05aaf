import { windowVoi } from '#common/imaging/voi';
import { applyWindowLevel } from '#common/imaging/window-level';
import { tissueWindows } from '#common/viewer/modality-presets';
import { syntheticFilm } from '../../support/synthetic-film.ts';

const automatic = windowVoi({ center: 1000, width: 1000 });
const pixelsOf = (changes: Parameters<typeof syntheticFilm>[0] = {}) =>
  syntheticFilm(changes).description.pixels;

describe('tissueWindows', () => {
  it('gives CT the windows in Hounsfield units', () => {
    const windows = tissueWindows('CT', pixelsOf(), automatic);
    expect(windows.map(({ name, window }) => [name, window.center, window.width])).toEqual([
      ['Bone', 400, 1800],
      ['Soft tissue', 40, 400],
      ['Chest', -600, 1500],
    ]);
  });

  it('spreads the bright end of a plain film for bone and the dark end for the soft parts', () => {
    const [bone, soft, chest] = tissueWindows('DX', pixelsOf(), automatic).map(({ window }) => window);
    // 500 to 1500: bone takes 0.3 to 1.05 of it, 800 to 1550; soft tissue -0.05 to 0.6, 450 to 1100.
    expect([bone?.center, bone?.width]).toEqual([expect.closeTo(1175, 9), expect.closeTo(750, 9)]);
    expect([soft?.center, soft?.width]).toEqual([expect.closeTo(775, 9), expect.closeTo(650, 9)]);
    expect(chest?.width).toBeGreaterThan(1000);
    // The step from 1300 to 1400 is a tenth of the range, and more than that under the bone window.
    expect(applyWindowLevel(1400, bone!) - applyWindowLevel(1300, bone!)).toBeCloseTo(100 / 749, 9);
  });

  it('takes the low values of MONOCHROME1 for the bright end', () => {
    const pixels = pixelsOf({ photometricInterpretation: 'MONOCHROME1' });
    // 1500 down to 500: bone takes 1200 down to 450.
    expect(tissueWindows('CR', pixels, automatic)[0]?.window.center).toBeCloseTo(825, 9);
  });

  it('keeps the sigmoid of a file that asks for it', () => {
    const windows = tissueWindows('DX', pixelsOf({ voiLutFunction: 'SIGMOID' }), automatic);
    expect(new Set(windows.map(({ window }) => window.function))).toEqual(new Set(['SIGMOID']));
  });

  it('never asks LINEAR for less than it allows', () => {
    const flat = windowVoi({ center: 7, width: 1 });
    expect(tissueWindows('DX', pixelsOf(), flat)[1]?.window.width).toBe(1);
  });

  it('offers nothing where it knows nothing', () => {
    expect(tissueWindows('MR', pixelsOf(), automatic)).toEqual([]);
    expect(tissueWindows(null, pixelsOf(), automatic)).toEqual([]);
    expect(tissueWindows('DX', pixelsOf({ samplesPerPixel: 3 }), automatic)).toEqual([]);
  });
});
