import { followLens } from '../../../src-renderer/viewport/lens-pointer.ts';
import { followPointer } from '../../../src-renderer/viewport/pointer.ts';
import { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

/** A film on a surface of 400 x 400 CSS pixels at twice the density, wired as the window's is. */
function surface() {
  const viewport = new ViewportState();
  viewport.canvas = { width: 800, height: 800 };
  viewport.request('a');
  viewport.receive('a', syntheticFilm());
  const element = document.createElement('div');
  element.setPointerCapture = () => undefined;
  element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 400 }) as DOMRect;
  followLens(element, viewport);
  followPointer(element, viewport);
  const send = (type: string, x: number, y: number): boolean =>
    element.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, cancelable: true }));
  return { viewport, lens: viewport.magnifier, element, send };
}

describe('followLens', () => {
  it('knows where the pointer is, in device pixels, and when it is gone', () => {
    const { lens, send } = surface();
    send('pointermove', 30, 40);
    expect(lens.pointer).toEqual({ x: 60, y: 80 });
    send('pointerleave', 0, 0);
    expect(lens.pointer).toBeNull();
  });

  it('gives the lens a window of its own, which goes with it, and leaves the film’s', () => {
    const { viewport, lens, send } = surface();
    lens.hold();
    send('pointerdown', 100, 100);
    send('pointermove', 164, 36);
    send('pointerup', 164, 36);
    // 64 of 512 pixels are an eighth of the film's own width, 4096.
    expect(lens.window).toMatchObject({ center: 2048 - 512, width: 4096 + 512 });
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
    lens.release();
    expect([lens.on, lens.window]).toEqual([false, null]);
  });

  it('magnifies with the wheel, never to less than the film’s pixels, and leaves the film where it is', () => {
    const { viewport, lens, element } = surface();
    lens.toggle();
    const before = viewport.transform;
    element.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, cancelable: true }));
    expect(lens.scale).toBeCloseTo(2 * Math.exp(0.15), 9);
    element.dispatchEvent(new WheelEvent('wheel', { deltaY: 1e5, cancelable: true }));
    expect([lens.scale, viewport.transform]).toEqual([1, before]);
  });

  it('leaves button and wheel to the film while there is no lens', () => {
    const { viewport, lens, send } = surface();
    send('pointerdown', 100, 100);
    send('pointermove', 164, 100);
    expect([lens.window, viewport.window?.width]).toEqual([null, 4608]);
  });
});
