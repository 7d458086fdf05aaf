import { usualPreferences, type ReadingPreferences } from '#common/preferences/preferences';
import { followPointer } from '../../../src-renderer/viewport/pointer.ts';
import { ViewingHabits } from '../../../src-renderer/state/viewing-habits.svelte.ts';
import { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

/** A film of 4 x 4 pixels on a surface of 400 x 400 CSS pixels at twice the density, at scale 32. */
function surface(
  pixels: Parameters<typeof syntheticFilm>[0] = {},
  windowing: Partial<ReadingPreferences> = {},
) {
  const viewport = new ViewportState(
    new ViewingHabits(() => ({
      ...usualPreferences,
      reading: { ...usualPreferences.reading, ...windowing },
    })),
  );
  viewport.canvas = { width: 800, height: 800 };
  viewport.request('a');
  viewport.receive('a', syntheticFilm(pixels));
  const element = document.createElement('div');
  element.setPointerCapture = () => undefined;
  element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 400 }) as DOMRect;
  const stop = followPointer(element, viewport);
  const send = (type: string, x: number, y: number, button = 0): void => {
    // Of a pointer event only what mouse events have is used, and jsdom has no others.
    element.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, button, cancelable: true }));
  };
  const drag = (to: { readonly x: number; readonly y: number }, button = 0): void => {
    send('pointerdown', 100, 100, button);
    send('pointermove', 100 + to.x, 100 + to.y);
    send('pointerup', 100 + to.x, 100 + to.y, button);
    send('pointermove', 390, 390);
  };
  return { viewport, element, drag, stop };
}

describe('followPointer', () => {
  it('sets the window with the window tool, and only while the button is held', () => {
    const { viewport, drag } = surface();
    drag({ x: 64, y: -64 });
    // 64 of 512 pixels are an eighth of the film's own width, 4096.
    expect(viewport.window).toMatchObject({ center: 2048 - 512, width: 4096 + 512 });
  });

  it('goes the other way, and as fast as was chosen', () => {
    const { viewport, drag } = surface({}, { widen: 'left', brighten: 'down', dragSpeed: 2 });
    drag({ x: -32, y: 32 });
    // Twice 32 of 512 pixels are an eighth of the film's own width.
    expect(viewport.window).toMatchObject({ center: 2048 - 512, width: 4096 + 512 });
  });

  it('leaves a VOI LUT with the first movement, and not with a click', () => {
    const entries = Uint16Array.from({ length: 512 }, (_, i) => i);
    const voiLut = { firstMapped: 0, entries, bitsPerEntry: 9, explanation: null };
    const { viewport, element, drag } = surface({ windows: [], voiLuts: [voiLut] });
    element.dispatchEvent(new MouseEvent('pointerdown', { button: 0, cancelable: true }));
    element.dispatchEvent(new MouseEvent('pointerup', { button: 0 }));
    expect(viewport.voi).toEqual({ kind: 'table', index: 0 });
    drag({ x: 64, y: 0 });
    // The table climbs over 0 to 511 (half a grey level is one entry, which is left out at each end).
    expect(viewport.window?.width).toBeCloseTo(510 + (64 * 510) / 512, 6);
  });

  it('brightens upwards on MONOCHROME1 and on inverted films alike', () => {
    const { viewport, drag } = surface({ photometricInterpretation: 'MONOCHROME1' });
    drag({ x: 0, y: -64 });
    expect(viewport.window?.center).toBe(2048 + 512);
    viewport.reset();
    viewport.invert();
    drag({ x: 0, y: -64 });
    expect(viewport.window?.center).toBe(2048 - 512);
  });

  it('pans with the middle button whatever the tool, by the distance on screen', () => {
    const { viewport, drag } = surface();
    drag({ x: 16, y: -8 }, 1);
    // 16 CSS pixels are 32 device pixels, at scale 32 one image pixel.
    expect(viewport.transform).toMatchObject({ scale: 32, x: 1, y: -0.5 });
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
  });

  it('pans with the pan tool and zooms out downwards with the zoom tool', () => {
    const { viewport, drag } = surface();
    viewport.tool = 'pan';
    drag({ x: 16, y: 0 });
    expect(viewport.transform?.x).toBe(1);
    viewport.tool = 'zoom';
    drag({ x: 0, y: 100 });
    expect(viewport.transform?.scale).toBeCloseTo(32 * Math.exp(-0.6), 9);
  });

  it('zooms with the wheel about the pointer', () => {
    const { viewport, element } = surface();
    element.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, clientX: 400, clientY: 200 }));
    const scale = 32 * Math.exp(-0.15);
    expect(viewport.transform?.scale).toBeCloseTo(scale, 9);
    // The image point at the right edge, 400 device pixels from the middle, stays there.
    expect((viewport.transform?.x ?? 0) + 400 / 32).toBeCloseTo(400 / scale, 9);
  });

  it('takes the window of a framed region, with its tool or with Ctrl', () => {
    const { viewport, element, drag } = surface();
    viewport.tool = 'regionWindow';
    // The film of 4 by 4 lies over 64 by 64 CSS pixels about (200, 200): 100 to 200 covers rows and columns 0 and 1.
    drag({ x: 100, y: 100 });
    // The values 0, 1, 4 and 5: 0.015 to 4.985, and one more for LINEAR.
    expect(viewport.window?.center).toBeCloseTo(3, 5);
    expect(viewport.window?.width).toBeCloseTo(5.97, 5);
    viewport.reset();
    viewport.tool = 'window';
    const send = (type: string, x: number): boolean =>
      element.dispatchEvent(
        new MouseEvent(type, { clientX: x, clientY: x, ctrlKey: true, cancelable: true }),
      );
    send('pointerdown', 100);
    send('pointermove', 200);
    expect(viewport.region).toEqual({ from: { x: 200, y: 200 }, to: { x: 400, y: 400 } });
    send('pointerup', 200);
    expect([viewport.region, viewport.window?.center]).toEqual([null, expect.closeTo(3, 5)]);
  });

  it('ignores the right button and lets go when told to', () => {
    const { viewport, drag, stop } = surface();
    drag({ x: 64, y: 64 }, 2);
    stop();
    drag({ x: 64, y: 64 });
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
  });

  it('moves the film with two fingers on a trackpad, as far as they went', () => {
    const { viewport, element } = surface();
    viewport.zoom(0.5);
    const scale = viewport.transform!.scale;
    element.dispatchEvent(new WheelEvent('wheel', { deltaX: 4, deltaY: -2, cancelable: true }));
    // Four CSS pixels are eight of the canvas, to the left, and two down are four.
    expect(viewport.transform).toMatchObject({ scale, x: -8 / scale, y: 4 / scale });
  });

  it('turns the film about the middle in whole degrees, at the size it has', () => {
    const { viewport, element } = surface();
    viewport.tool = 'turn';
    const { scale } = viewport.transform!;
    const send = (type: string, x: number, y: number) =>
      element.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, cancelable: true }));
    // From straight right of the middle, (200, 200), to 10.3 degrees below: atan(18.2 / 100).
    send('pointerdown', 300, 200);
    send('pointermove', 300, 218.2);
    expect(viewport.orientation).toEqual({ mirrored: false, rotation: 10 });
    expect(viewport.transform!.scale).toBe(scale);
    send('pointermove', 300, 190);
    expect(viewport.orientation.rotation).toBe(354);
    send('lostpointercapture', 300, 190);
    expect(viewport.fitted).toBe(true);
  });
});
