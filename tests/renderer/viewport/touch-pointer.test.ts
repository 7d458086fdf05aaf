import { followPointer } from '../../../src-renderer/viewport/pointer.ts';
import { followTouch } from '../../../src-renderer/viewport/touch-pointer.ts';
import { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

/** A film of 4 x 4 pixels on a surface of 400 x 400 CSS pixels at twice the density, wired as the window's is. */
function surface() {
  const viewport = new ViewportState();
  viewport.canvas = { width: 800, height: 800 };
  viewport.request('a');
  viewport.receive('a', syntheticFilm());
  viewport.zoom(0.25);
  const element = document.createElement('div');
  const captured = new Set<number>();
  element.setPointerCapture = (id) => void captured.add(id);
  element.hasPointerCapture = (id) => captured.has(id);
  element.releasePointerCapture = (id) => {
    captured.delete(id);
    touch('lostpointercapture', id, 0, 0);
  };
  element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 400 }) as DOMRect;
  followTouch(element, viewport);
  followPointer(element, viewport);
  // jsdom has no pointer events.
  const touch = (type: string, pointerId: number, x: number, y: number): void => {
    const event = new MouseEvent(type, { clientX: x, clientY: y, cancelable: true });
    element.dispatchEvent(Object.assign(event, { pointerId, pointerType: 'touch' }));
  };
  return { viewport, touch };
}

describe('followTouch', () => {
  it('magnifies with two fingers about the point between them, and windows no more', () => {
    const { viewport, touch } = surface();
    const { scale } = viewport.transform!;
    touch('pointerdown', 1, 100, 200);
    touch('pointerdown', 2, 300, 200);
    touch('pointermove', 2, 350, 200);
    touch('pointermove', 1, 50, 200);
    expect(viewport.transform!.scale).toBeCloseTo(scale * 1.5, 9);
    expect(viewport.transform).toMatchObject({ x: expect.closeTo(0, 6), y: expect.closeTo(0, 6) });
    expect(viewport.window).toMatchObject({ center: 2048, width: 4096 });
  });

  it('leaves one finger to the tool in hand, and the last of two to none', () => {
    const { viewport, touch } = surface();
    touch('pointerdown', 1, 100, 100);
    touch('pointermove', 1, 164, 100);
    touch('pointerup', 1, 164, 100);
    expect(viewport.window?.width).toBe(4096 + 512);
    touch('pointerdown', 1, 100, 100);
    touch('pointerdown', 2, 300, 100);
    touch('pointerup', 2, 300, 100);
    touch('pointermove', 1, 200, 100);
    expect(viewport.window?.width).toBe(4096 + 512);
  });
});
