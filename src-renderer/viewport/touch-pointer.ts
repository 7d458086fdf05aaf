import { pinchBetween, type Fingers } from '#common/viewer/pinch';
import type { Point } from '#common/viewer/view-transform';
import type { ViewportState } from '../state/viewport.svelte.ts';
import { devicePoint } from './pointer.ts';

/**
 * Lets two fingers on the screen move the film and pinch it; whatever the first of them began ends there. One finger
 * is a pointer like any other. Has to listen before all others; returns the function that takes the wires off.
 */
export function followTouch(element: HTMLElement, viewport: ViewportState): () => void {
  const fingers = new Map<number, Point>();
  let pinching = false;
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  const down = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, devicePoint(element, viewport, event));
    if (fingers.size < 2) return;
    pinching = true;
    event.stopImmediatePropagation();
    for (const finger of fingers.keys())
      if (element.hasPointerCapture(finger)) element.releasePointerCapture(finger);
  };
  const move = (event: PointerEvent): void => {
    const before = pairOf(fingers);
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, devicePoint(element, viewport, event));
    if (!pinching) return;
    event.stopImmediatePropagation();
    const now = pairOf(fingers);
    if (before === null || now === null) return;
    const { delta, factor, anchor } = pinchBetween(before, now);
    viewport.pan(delta);
    viewport.zoom(factor, anchor);
  };
  // The finger that stays does nothing more: what it would begin now nobody means.
  const up = (event: PointerEvent): void => {
    if (fingers.delete(event.pointerId) && pinching) event.stopImmediatePropagation();
    if (fingers.size === 0) pinching = false;
  };
  element.addEventListener('pointerdown', down, options);
  element.addEventListener('pointermove', move, options);
  for (const end of ['pointerup', 'pointercancel'] as const) element.addEventListener(end, up, options);
  return () => listening.abort();
}

function pairOf(fingers: ReadonlyMap<number, Point>): Fingers | null {
  const [first, second] = fingers.values();
  return first && second ? [first, second] : null;
}
