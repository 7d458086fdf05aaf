import { sayEnglish, type Say } from '../words/say.ts';

/** How a film was turned by hand: mirrored left to right first, if at all, and then turned about its centre. */
export interface FilmOrientation {
  readonly mirrored: boolean;
  /** Degrees clockwise, in [0, 360). */
  readonly rotation: number;
}

export const asStored: FilmOrientation = { mirrored: false, rotation: 0 };

/** A vector on the film, or on the screen: x to the right, y down. */
export interface Vector {
  readonly x: number;
  readonly y: number;
}

export function turned({ mirrored, rotation }: FilmOrientation, degrees: number): FilmOrientation {
  return { mirrored, rotation: withinTurn(rotation + degrees) };
}

/** Mirrored on the screen, left for right, however the film is turned already. */
export function flippedAcross({ mirrored, rotation }: FilmOrientation): FilmOrientation {
  return { mirrored: !mirrored, rotation: withinTurn(-rotation) };
}

/** Mirrored on the screen, top for bottom. */
export function flippedDown({ mirrored, rotation }: FilmOrientation): FilmOrientation {
  return { mirrored: !mirrored, rotation: withinTurn(180 - rotation) };
}

/** Whether the film's rows and columns lie along the screen's. */
export function isSquare({ rotation }: FilmOrientation): boolean {
  return rotation % 90 === 0;
}

/** Where a direction on the film points on the screen. */
export function toScreen({ mirrored, rotation }: FilmOrientation, { x, y }: Vector): Vector {
  const [cos, sin] = turn(rotation);
  const across = mirrored ? -x : x;
  return { x: cos * across - sin * y, y: sin * across + cos * y };
}

/** Which direction on the film points this way on the screen. */
export function toFilm({ mirrored, rotation }: FilmOrientation, { x, y }: Vector): Vector {
  const [cos, sin] = turn(rotation);
  const across = cos * x + sin * y;
  return { x: mirrored ? -across : across, y: cos * y - sin * x };
}

/** How wide and high the upright rectangle is that the turned film just fits into. */
export function extentOnScreen(
  orientation: FilmOrientation,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const [cos, sin] = turn(orientation.rotation).map(Math.abs) as [number, number];
  return { width: cos * width + sin * height, height: sin * width + cos * height };
}

/** `Flipped · turned 90°`, for the mark over the film; null where it lies as stored. */
export function orientationWords(
  { mirrored, rotation }: FilmOrientation,
  say: Say = sayEnglish,
): string | null {
  const words = [
    mirrored ? say('Flipped') : null,
    rotation === 0 ? null : say('turned {degrees}°', { degrees: Math.round(rotation) }),
  ];
  const text = words.filter((word) => word !== null).join(' · ');
  return text === '' ? null : text[0]!.toUpperCase() + text.slice(1);
}

/** Exact for quarter turns, whose sines the machine's own are some 1e-16 off. */
const quarters: readonly (readonly [cos: number, sin: number])[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

function turn(rotation: number): readonly [cos: number, sin: number] {
  const radians = (rotation * Math.PI) / 180;
  return quarters[rotation / 90] ?? [Math.cos(radians), Math.sin(radians)];
}

function withinTurn(degrees: number): number {
  // The sum brings a negative remainder back, and -0 to 0.
  return ((degrees % 360) + 360) % 360;
}
