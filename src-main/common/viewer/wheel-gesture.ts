/** The part of a DOM WheelEvent that tells a mouse from a trackpad. */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 counts pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  /** Held, or put there by the browser for a pinch on a trackpad. */
  readonly ctrlKey: boolean;
  /** Chromium's own: 120 a notch of a mouse's wheel. Absent elsewhere. */
  readonly wheelDeltaY?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly timeStamp: number;
}

/** What turning a wheel, or two fingers on a trackpad, means for the film. */
export type WheelGesture =
  | { readonly kind: 'zoom'; readonly factor: number }
  /** How far the film moves, in CSS pixels. */
  | { readonly kind: 'pan'; readonly x: number; readonly y: number };

/** The film is magnified by so much, e-fold, with each pixel that a wheel turns, or two fingers part. */
const zoomAPixel = 0.0015;
const pinchAPixel = 0.01;
const pixelsALine = 33;
const pixelsAPage = 800;
const unitsANotch = 120;
/** What a single event of two fingers seldom reaches at once, and a notch of a wheel always does. */
const leastNotch = 50;
/** An event this soon after one of two fingers belongs to the same movement, however large it is. */
const sameMovementMilliseconds = 250;

/** How much a turn magnifies when all that it can do is to magnify. */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }: Omit<WheelTurn, 'timeStamp'>): number {
  // A wheel turned with Ctrl held comes in notches, which a pinch's few pixels never are.
  const pinched = ctrlKey && deltaMode === 0 && Math.abs(deltaY) < leastNotch;
  return Math.exp(-deltaY * pixelsOf(deltaMode) * (pinched ? pinchAPixel : zoomAPixel));
}

/** Reads one wheel event after the other: the wheel of a mouse zooms, two fingers on a trackpad move and pinch. */
export class WheelReader {
  #lastPan = -Infinity;

  read(turn: WheelTurn): WheelGesture {
    const moving = turn.timeStamp - this.#lastPan < sameMovementMilliseconds;
    if (turn.ctrlKey || (isNotch(turn) && !moving)) return { kind: 'zoom', factor: wheelFactor(turn) };
    this.#lastPan = turn.timeStamp;
    const pixels = pixelsOf(turn.deltaMode);
    return { kind: 'pan', x: panOf(turn.deltaX, pixels), y: panOf(turn.deltaY, pixels) };
  }
}

/** The film goes the way the fingers do; 0 without a sign. */
function panOf(delta: number, pixels: number): number {
  return delta === 0 ? 0 : -delta * pixels;
}

function isNotch({ deltaX, deltaY, deltaMode, wheelDeltaY }: WheelTurn): boolean {
  if (deltaX !== 0) return false;
  if (deltaMode !== 0 || Math.abs(deltaY) >= leastNotch) return true;
  return wheelDeltaY !== undefined && wheelDeltaY !== 0 && wheelDeltaY % unitsANotch === 0;
}

function pixelsOf(deltaMode: number): number {
  return [1, pixelsALine, pixelsAPage][deltaMode] ?? 1;
}
