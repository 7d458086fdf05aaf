import { wheelFactor } from '#common/viewer/wheel-gesture';
import type { ViewportState } from '../state/viewport.svelte.ts';
import { devicePoint, windowDrag } from './pointer.ts';

/**
 * Lets the lens follow the pointer. While it is there, the wheel magnifies and the left button windows what it
 * shows, and nobody else hears of them. Returns the function that takes the wires off.
 */
export function followLens(element: HTMLElement, viewport: ViewportState): () => void {
  const { magnifier } = viewport;
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  element.addEventListener(
    'pointermove',
    (event) => (magnifier.pointer = devicePoint(element, viewport, event)),
    options,
  );
  element.addEventListener('pointerleave', () => (magnifier.pointer = null), options);
  element.addEventListener('pointerdown', (event) => beginWindowing(element, viewport, event), options);
  element.addEventListener(
    'wheel',
    (event) => {
      if (!magnifier.on) return;
      take(event);
      magnifier.zoom(wheelFactor(event));
    },
    { ...options, passive: false },
  );
  return () => listening.abort();
}

function beginWindowing(element: HTMLElement, viewport: ViewportState, down: PointerEvent): void {
  const { magnifier } = viewport;
  if (!magnifier.on || down.button !== 0) return;
  take(down);
  const start = magnifier.window ?? viewport.window;
  if (start === null) return;
  const drag = windowDrag(viewport, down, start);
  if (drag === null) return;
  element.setPointerCapture(down.pointerId);
  const dragging = new AbortController();
  const options = { signal: dragging.signal };
  element.addEventListener('pointermove', (move) => (magnifier.window = drag(move)), options);
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(end, () => dragging.abort(), options);
}

function take(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
