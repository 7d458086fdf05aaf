import type { Point } from '../viewer/view-transform.ts';
import { nearestIn } from './labels.ts';
import type { DrawnAnnotation } from './scene.ts';

/** What of an annotation a pointer takes hold of. */
export interface Grab {
  readonly id: string;
  /** The index of a handle, or the whole, or the label alone. */
  readonly part: number | 'whole' | 'label';
}

/** How near to a handle and to a line the pointer has to come, in CSS pixels: targets of 16 and 12. */
export const handleReach = 8;
export const lineReach = 6;

/**
 * What lies under the pointer, the topmost first: handles of the selected annotation, then labels, then lines.
 * What a region encloses is left to the other tools; a text is taken by its label.
 */
export function grabAt(scene: readonly DrawnAnnotation[], selectedId: string | null, at: Point): Grab | null {
  const fromTop = [...scene].reverse();
  const selected = fromTop.find(({ annotation }) => annotation.id === selectedId);
  if (selected) {
    const part = nearestHandle(selected.handles, at);
    if (part !== null) return { id: selected.annotation.id, part };
  }
  for (const { annotation, label } of fromTop)
    if (label && apart(nearestIn(label.box, at), at) === 0) return { id: annotation.id, part: 'label' };
  const line = fromTop.find(({ paths }) => paths.some((path) => reachOf(path, at) <= lineReach));
  return line ? { id: line.annotation.id, part: 'whole' } : null;
}

function nearestHandle(handles: readonly Point[], at: Point): number | null {
  const reaches = handles.map((handle) => apart(handle, at));
  const least = Math.min(Infinity, ...reaches);
  return least <= handleReach ? reaches.indexOf(least) : null;
}

function reachOf(path: readonly Point[], at: Point): number {
  if (path.length === 1) return apart(path[0]!, at);
  return Math.min(Infinity, ...path.slice(1).map((to, i) => apart(nearestOn(path[i]!, to, at), at)));
}

function nearestOn(from: Point, to: Point, at: Point): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const square = x ** 2 + y ** 2;
  const share = square === 0 ? 0 : ((at.x - from.x) * x + (at.y - from.y) * y) / square;
  const held = Math.min(1, Math.max(0, share));
  return { x: from.x + held * x, y: from.y + held * y };
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
