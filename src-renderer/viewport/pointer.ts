import { lowIsBright } from '#common/imaging/polarity';
import { windowVoi, type WindowVoi } from '#common/imaging/voi';
import type { Point } from '#common/viewer/view-transform';
import { WheelReader, type WheelGesture } from '#common/viewer/wheel-gesture';
import { windowAfterDrag } from '#common/viewer/window-drag';
import type { ViewportState } from '../state/viewport.svelte.ts';

const middleButton = 1;
const leftButton = 0;

/** Wires pointer and wheel of the film area to the viewport; returns the function that takes the wires off. */
export function followPointer(element: HTMLElement, viewport: ViewportState): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  const wheel = new WheelReader();
  element.addEventListener('pointerdown', (event) => beginDrag(element, viewport, event), options);
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      followWheel(element, viewport, event, wheel.read(event));
    },
    { ...options, passive: false },
  );
  return () => listening.abort();
}

function followWheel(
  element: HTMLElement,
  viewport: ViewportState,
  event: WheelEvent,
  gesture: WheelGesture,
): void {
  if (gesture.kind === 'zoom') viewport.zoom(gesture.factor, devicePoint(element, viewport, event));
  else {
    const density = densityOf(element, viewport);
    viewport.pan({ x: gesture.x * density, y: gesture.y * density });
  }
}

function beginDrag(element: HTMLElement, viewport: ViewportState, down: PointerEvent): void {
  const drag = dragOf(element, viewport, down);
  if (drag === null) return;
  down.preventDefault();
  element.focus();
  element.setPointerCapture(down.pointerId);
  const dragging = new AbortController();
  const options = { signal: dragging.signal };
  element.addEventListener('pointermove', drag, options);
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(
      end,
      () => {
        dragging.abort();
        viewport.takeRegion(end === 'pointerup');
      },
      options,
    );
}

/** What moving the pointer does from here on; null where the button has no meaning. */
function dragOf(
  element: HTMLElement,
  viewport: ViewportState,
  down: PointerEvent,
): ((move: PointerEvent) => void) | null {
  if (down.button === middleButton || (down.button === leftButton && viewport.tool === 'pan'))
    return panning(element, viewport, down);
  if (down.button !== leftButton) return null;
  if (viewport.tool === 'regionWindow' || (viewport.tool === 'window' && (down.ctrlKey || down.metaKey)))
    return framing(element, viewport, down);
  if (viewport.tool === 'turn') return turning(element, viewport, down);
  return viewport.tool === 'zoom' ? zooming(element, viewport, down) : windowing(viewport, down);
}

function panning(element: HTMLElement, viewport: ViewportState, down: PointerEvent) {
  let last = devicePoint(element, viewport, down);
  return (move: PointerEvent): void => {
    const now = devicePoint(element, viewport, move);
    viewport.pan({ x: now.x - last.x, y: now.y - last.y });
    last = now;
  };
}

function zooming(element: HTMLElement, viewport: ViewportState, down: PointerEvent) {
  const anchor = devicePoint(element, viewport, down);
  let last = down.clientY;
  return (move: PointerEvent): void => {
    viewport.zoom(Math.exp((last - move.clientY) * 0.006), anchor);
    last = move.clientY;
  };
}

/**
 * About the middle of the canvas, in whole degrees, so that a turn can be said and made again. A fitted film keeps
 * its size while it is turned, and is fitted anew when the button comes up.
 */
function turning(element: HTMLElement, viewport: ViewportState, down: PointerEvent) {
  const { rotation } = viewport.orientation;
  if (viewport.fitted) {
    viewport.zoom(1);
    element.addEventListener('lostpointercapture', () => viewport.fit(), { once: true });
  }
  const directionOf = (event: PointerEvent): number => {
    const { x, y } = devicePoint(element, viewport, event);
    const { width, height } = viewport.canvas;
    return (Math.atan2(y - height / 2, x - width / 2) * 180) / Math.PI;
  };
  const start = directionOf(down);
  return (move: PointerEvent): void => viewport.turnTo(Math.round(rotation + directionOf(move) - start));
}

/** Spans a region from where the button went down; `beginDrag` makes it the window when the button comes up. */
function framing(element: HTMLElement, viewport: ViewportState, down: PointerEvent) {
  const from = devicePoint(element, viewport, down);
  return (move: PointerEvent): void => {
    viewport.region = { from, to: devicePoint(element, viewport, move) };
  };
}

/** The first movement leaves a VOI LUT for a window; a mere click leaves the film as it was. */
function windowing(viewport: ViewportState, down: PointerEvent) {
  if (viewport.content.state !== 'shown') return null;
  let drag: ReturnType<typeof windowDrag> = null;
  return (move: PointerEvent): void => {
    const start = drag === null ? viewport.leaveTable() : null;
    if (start !== null) drag = windowDrag(viewport, down, start);
    if (drag !== null) viewport.setWindow(drag(move));
  };
}

/** The window at each later place of the pointer, of a drag that began with `start`; null without a film. */
export function windowDrag(
  viewport: ViewportState,
  down: MouseEvent,
  start: WindowVoi,
): ((move: MouseEvent) => WindowVoi) | null {
  const { content } = viewport;
  if (content.state !== 'shown') return null;
  const span = content.ownVoi.kind === 'window' ? content.ownVoi.width : start.width;
  const least = start.function === 'LINEAR' ? 1 : span / 4096;
  return (move) => {
    const bright = lowIsBright(content.frame.description.pixels) !== viewport.inverted;
    const { dragSpeed, ...direction } = viewport.windowing;
    const delta = {
      x: (move.clientX - down.clientX) * dragSpeed,
      y: (move.clientY - down.clientY) * dragSpeed,
    };
    const window = windowAfterDrag(start, delta, span, bright, direction, least);
    return windowVoi(window, start.function);
  };
}

/** Where the pointer is on the canvas, in device pixels. */
export function devicePoint(element: HTMLElement, viewport: ViewportState, event: MouseEvent): Point {
  const bounds = element.getBoundingClientRect();
  const density = densityOf(element, viewport);
  return { x: (event.clientX - bounds.left) * density, y: (event.clientY - bounds.top) * density };
}

/** Device pixels a CSS pixel. */
function densityOf(element: HTMLElement, { canvas }: ViewportState): number {
  return canvas.width / Math.max(1, element.getBoundingClientRect().width);
}
