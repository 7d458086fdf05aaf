import type { WindowLevel } from '../imaging/window-level.ts';

/** Which way the pointer goes to widen the window and to brighten the film; viewers disagree, so people choose. */
export interface DragDirection {
  readonly widen: 'right' | 'left';
  readonly brighten: 'up' | 'down';
}

/**
 * Right widens, up brightens: what most plain-film viewers do. Weasis calls an inverted direction of the level the one
 * of IHE's Basic Image Review; a passage of the supplement itself (2012, 2016) that says which way was not found.
 */
export const defaultDragDirection: DragDirection = { widen: 'right', brighten: 'up' };

/**
 * The window after the pointer moved by `delta` CSS pixels from where the drag began with `start`.
 *
 * @param span The width that counts as ordinary for this film; 512 pixels of travel cover it once.
 * @param lowIsBright True where low modality values are shown bright (MONOCHROME1 or inverted, not both).
 * @param leastWidth What the window's function allows at least: 1 for LINEAR (PS3.3 C.11.2.1.2.1).
 */
export function windowAfterDrag(
  start: WindowLevel,
  delta: { readonly x: number; readonly y: number },
  span: number,
  lowIsBright: boolean,
  direction: DragDirection = defaultDragDirection,
  leastWidth = 1,
): WindowLevel {
  const unit = Math.max(span, leastWidth) / 512;
  const wider = direction.widen === 'right' ? delta.x : -delta.x;
  const brighter = direction.brighten === 'up' ? -delta.y : delta.y;
  return {
    center: start.center + (lowIsBright ? brighter : -brighter) * unit,
    width: Math.max(leastWidth, start.width + wider * unit),
  };
}
