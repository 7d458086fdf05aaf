import { windowVoi } from '#common/imaging/voi';
import { rasterAt } from '../../../src-renderer/state/ready-films.ts';
import { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

const film = syntheticFilm();
const canvas = { width: 800, height: 400 };

function viewportShowing(imageId: string, pixels: Parameters<typeof syntheticFilm>[0] = {}): ViewportState {
  const viewport = new ViewportState();
  viewport.canvas = canvas;
  viewport.request(imageId);
  viewport.receive(imageId, syntheticFilm(pixels));
  viewport.painted(imageId);
  return viewport;
}

describe('ViewportState', () => {
  it('takes the film it asked for and no stale one', () => {
    const viewport = new ViewportState();
    viewport.request('a');
    viewport.request('b');
    expect(viewport.receive('a', film)).toBe(false);
    expect(viewport.content).toEqual({ state: 'loading', imageId: 'b' });
    expect(viewport.receive('b', film)).toBe(true);
    expect(viewport.content).toMatchObject({ state: 'shown', imageId: 'b' });
  });

  it('names the painted image only once its pixels are there, and none while another is fetched', () => {
    const viewport = new ViewportState();
    viewport.request('a');
    viewport.receive('a', film);
    expect(viewport.paintedId).toBeNull();
    viewport.painted('a');
    expect(viewport.paintedId).toBe('a');
    viewport.request('b');
    expect(viewport.paintedId).toBeNull();
    viewport.painted('a');
    expect(viewport.paintedId).toBeNull();
  });

  it('keeps the old film and its name until one that is at hand is painted', () => {
    const viewport = viewportShowing('a');
    viewport.replace('b', film);
    expect(viewport.paintedId).toBe('a');
    viewport.painted('b');
    expect(viewport.paintedId).toBe('b');
  });

  it('paints a film with the very samples that were prepared for it', () => {
    const viewport = viewportShowing('a');
    viewport.canvas = { width: 2, height: 2 };
    const next = syntheticFilm();
    viewport.prepare('b', next);
    const prepared = rasterAt(next, 0.5);
    viewport.replace('b', next);
    expect(viewport.transform?.scale).toBe(0.5);
    expect(viewport.raster).toBe(prepared);
  });

  it('reports a failure of the film on show, not of a neighbour', () => {
    const viewport = new ViewportState();
    viewport.request('a');
    viewport.fail('b', { code: 'truncated-file', message: 'too short' });
    expect(viewport.content.state).toBe('loading');
    viewport.fail('a', { code: 'truncated-file', message: 'too short' });
    expect(viewport.content).toMatchObject({ state: 'error', error: { code: 'truncated-file' } });
  });

  it('opens a film fitted and under its own window', () => {
    const viewport = viewportShowing('a');
    viewport.canvas = { width: 80, height: 40 };
    expect(viewport.transform).toMatchObject({ scale: 10, x: 0, y: 0 });
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
  });

  it('stays fitted when the window is resized, and keeps a chosen zoom', () => {
    const viewport = viewportShowing('a');
    viewport.canvas = { width: 40, height: 80 };
    expect(viewport.transform?.scale).toBe(10);
    viewport.zoom(0.5);
    viewport.canvas = canvas;
    expect(viewport.transform?.scale).toBe(5);
  });

  it('shows a film again as it was left, and afresh after reset', () => {
    const viewport = viewportShowing('a');
    viewport.setWindow({ center: 100, width: 50 });
    viewport.invert();
    viewport.actualSize();
    viewport.request('b');
    viewport.receive('b', film);
    expect(viewport.inverted).toBe(false);
    viewport.replace('a', film);
    expect([viewport.window, viewport.inverted, viewport.transform?.scale]).toEqual([
      windowVoi({ center: 100, width: 50 }),
      true,
      1,
    ]);
    viewport.reset();
    expect([viewport.window?.center, viewport.inverted, viewport.fitted]).toEqual([2048, false, true]);
  });

  it('turns and flips on the screen, and stays fitted', () => {
    const viewport = viewportShowing('a', { pixelAspectRatio: 2 });
    viewport.turn(90);
    viewport.flip('across');
    expect(viewport.orientation).toEqual({ mirrored: true, rotation: 270 });
    // 4 x 8 units lie on their side on 800 x 400.
    expect([viewport.fitted, viewport.transform?.scale]).toEqual([true, 32]);
    viewport.canvas = { width: 40, height: 40 };
    expect(viewport.transform?.scale).toBe(5);
    viewport.reset();
    expect(viewport.orientation).toEqual({ mirrored: false, rotation: 0 });
  });

  it('turns a film that was moved about the middle of the viewport', () => {
    const viewport = viewportShowing('a');
    viewport.pan({ x: 64, y: 0 });
    const before = viewport.transform;
    viewport.turn(90);
    expect(before).toMatchObject({ scale: 32, x: 2, y: 0 });
    expect(viewport.transform).toMatchObject({ scale: 32, x: 0, y: 2 });
  });

  it('gives every stored value its grey by PS3.3 C.11.2.1.2.1', () => {
    const viewport = viewportShowing('a');
    viewport.setWindow({ center: 2048, width: 4096 });
    const { picture } = viewport;
    const { lut, firstStoredValue } =
      picture?.kind === 'table' ? picture.lut : { lut: [], firstStoredValue: -1 };
    expect(firstStoredValue).toBe(0);
    // ((x - 2047.5) / 4095 + 0.5) * 255 is x / 4095 * 255.
    expect([0, 1000, 2048, 4095].map((value) => lut[value])).toEqual([0, 62, 128, 255]);
  });

  it('steps through the presets, and back to what the film opens with', () => {
    const viewport = viewportShowing('a', {
      windows: [
        { center: 2048, width: 4096, explanation: null },
        { center: 8, width: 16, explanation: 'SOFT' },
      ],
    });
    viewport.stepPreset(1);
    expect(viewport.window).toMatchObject({ center: 8, width: 16 });
    viewport.defaultWindow();
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
    viewport.stepPreset(-1);
    expect(viewport.presets.at(-1)?.voi).toEqual(viewport.voi);
  });

  it('leaves a VOI LUT for the window next to it, inverted where the table falls', () => {
    const falling = {
      firstMapped: 2,
      entries: Uint16Array.of(255, 85, 0),
      bitsPerEntry: 8,
      explanation: null,
    };
    const viewport = viewportShowing('a', { windows: [], voiLuts: [falling] });
    expect([viewport.voi, viewport.window]).toEqual([{ kind: 'table', index: 0 }, null]);
    // Inputs 2 to 4: centre 3.5, width 3.
    expect(viewport.leaveTable()).toEqual(windowVoi({ center: 3.5, width: 3 }));
    expect([viewport.window, viewport.inverted]).toEqual([windowVoi({ center: 3.5, width: 3 }), true]);
    expect(viewport.leaveTable()).toEqual(viewport.window);
  });

  it('keeps the function of a window that is set by hand', () => {
    const viewport = viewportShowing('a', { voiLutFunction: 'SIGMOID' });
    viewport.setWindow({ center: 5, width: 6 });
    expect(viewport.voi).toEqual(windowVoi({ center: 5, width: 6 }, 'SIGMOID'));
  });

  it('takes a first look while the film is fetched, and the whole film under the same view', () => {
    const viewport = new ViewportState();
    const look = { ...film, reduction: 2, storedValues: Uint16Array.of(1, 2, 3, 4) };
    viewport.canvas = canvas;
    viewport.request('a');
    expect(viewport.receive('a', look)).toBe(true);
    expect([viewport.frame?.reduction, viewport.image]).toEqual([2, { width: 4, height: 4 }]);
    viewport.zoom(0.5);
    expect(viewport.receive('a', film)).toBe(true);
    expect([viewport.frame?.reduction, viewport.transform?.scale]).toEqual([1, 16]);
    expect(viewport.receive('a', look)).toBe(false);
    expect(viewport.frame?.reduction).toBe(1);
  });

  it('says so where the whole film fails after a first look', () => {
    const viewport = new ViewportState();
    viewport.request('a');
    viewport.receive('a', { ...film, reduction: 2, storedValues: Uint16Array.of(1, 2, 3, 4) });
    viewport.painted('a');
    viewport.fail('a', { code: 'codec-failed', message: 'damaged' });
    expect([viewport.content.state, viewport.paintedId]).toEqual(['error', null]);
  });

  it('gives pixels twice as high as wide twice the height', () => {
    const viewport = viewportShowing('a', { pixelAspectRatio: 2 });
    expect(viewport.image).toEqual({ width: 4, height: 8 });
    // 400 device pixels for 8 units.
    expect(viewport.transform?.scale).toBe(32);
    viewport.canvas = { width: 800, height: 80 };
    expect(viewport.transform?.scale).toBe(10);
  });

  it('paints pixels of 32 bits by their own greys', () => {
    const viewport = viewportShowing('a', { bitsAllocated: 32, bitsStored: 32 });
    viewport.setWindow({ center: 8, width: 16 });
    const values = viewport.picture?.kind === 'values' ? viewport.picture.values : null;
    // 0 to 15 of the film by x / 15.
    expect([values?.[0], values?.[3], values?.[15]]).toEqual([0, 51, 255]);
  });

  it('filters what is painted, not the film that is measured, until the view is reset', () => {
    const viewport = viewportShowing('a', { bitsStored: 12 });
    viewport.toggleFilter('sharpened');
    expect(viewport.filters).toEqual({ sharpened: true, localContrast: false });
    expect(viewport.filtered?.storedValues).not.toEqual(viewport.frame?.storedValues);
    expect(viewport.raster?.values).toEqual(viewport.filtered?.storedValues);
    viewport.reset();
    expect(viewport.filtered).toBe(viewport.frame);
  });

  it('filters once and not with every move of the window', () => {
    const viewport = viewportShowing('a', { bitsStored: 12 });
    viewport.toggleFilter('localContrast');
    const { filtered, raster } = viewport;
    viewport.setWindow({ center: 100, width: 50 });
    expect([viewport.filtered === filtered, viewport.raster === raster]).toEqual([true, true]);
  });
});
