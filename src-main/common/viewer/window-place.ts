/** In the coordinates that all monitors of a desktop share. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of a window, across and down, as much as a person can take hold of. */
const leastInSight = 100;

/**
 * Where a window that lay at `kept` comes to lie so that all of it is seen: on the monitor that shows most of it, or
 * on the primary one where the one it lay on is gone.
 *
 * @param workAreas of the monitors that there are; the first is the primary one's
 */
export function visiblePlace(kept: Rectangle, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const [primary] = workAreas;
  const best = workAreas.reduce((a, b) => (overlap(kept, b) > overlap(kept, a) ? b : a));
  return within(kept, isInSight(kept, best) ? best : primary);
}

/** Where a second window opens that was never moved: over the other monitor, or the right half of the only one. */
export function secondPlace(first: Rectangle, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const own = workAreas.reduce((a, b) => (overlap(first, b) > overlap(first, a) ? b : a));
  const other = workAreas.find((area) => area !== own);
  if (other !== undefined) return other;
  const half = Math.floor(own.width / 2);
  return { x: own.x + own.width - half, y: own.y, width: half, height: own.height };
}

/** True where no monitor shows enough of the window to take hold of it. */
export function isOutOfSight(place: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return !workAreas.some((area) => isInSight(place, area));
}

function within(place: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(place.width, area.width);
  const height = Math.min(place.height, area.height);
  return {
    x: between(area.x, place.x, area.x + area.width - width),
    y: between(area.y, place.y, area.y + area.height - height),
    width,
    height,
  };
}

function isInSight(place: Rectangle, area: Rectangle): boolean {
  const { across, down } = shared(place, area);
  return across >= leastInSight && down >= leastInSight;
}

function overlap(a: Rectangle, b: Rectangle): number {
  const { across, down } = shared(a, b);
  return across * down;
}

function shared(a: Rectangle, b: Rectangle): { readonly across: number; readonly down: number } {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return { across: Math.max(0, across), down: Math.max(0, down) };
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
