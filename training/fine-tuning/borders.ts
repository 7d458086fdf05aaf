import type { Box } from '../dataset/boxes.ts';
import type { VisibleFilm } from './sample-film.ts';

type Random = () => number;

/** How far the clear part of the input lies from each of its edges, in pixels. */
interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of the input's side. */
const widest = 0.12;
/** Where nobody knows where the fracture is, as it must not be covered. */
const widestUnlocated = 0.04;

/**
 * Gives a film what scanners, printers and collimators leave at its edges: bars of one level on some sides, or a
 * shadow beyond a rectangle with or without bright edges. Drawn on films of both classes before they are
 * windowed, as they would come in a file; no box is covered.
 *
 * @param values of the film, from 0 to 255, changed in place.
 * @param boxes on the input; null when the film's fracture was not located.
 */
export function drawBorders(
  { values, positions }: VisibleFilm,
  side: number,
  boxes: readonly Box[] | null,
  random: Random,
): void {
  const clear = drawInsets(side, boxes, random);
  const level = 255 * random();
  const isCollimated = random() < 0.5;
  const shade = 0.05 + 0.5 * random();
  const edge = random() < 0.5 ? 1 + 0.01 * side * random() : 0;
  for (let i = 0; i < values.length; i++) {
    const beyond = distanceBeyond(clear, side, positions[i]!);
    if (beyond <= 0) continue;
    if (!isCollimated) values[i] = level;
    else values[i] = beyond <= edge ? 255 : values[i]! * shade;
  }
}

function drawInsets(side: number, boxes: readonly Box[] | null, random: Random): Insets {
  const most = side * (boxes === null ? widestUnlocated : widest);
  const inset = (room: readonly number[]): number => {
    const drawn = random() < 0.6 ? random() * most : 0;
    return Math.max(0, Math.min(drawn, ...room));
  };
  const known = boxes ?? [];
  return {
    left: inset(known.map(({ left }) => left)),
    top: inset(known.map(({ top }) => top)),
    right: inset(known.map(({ left, width }) => side - left - width)),
    bottom: inset(known.map(({ top, height }) => side - top - height)),
  };
}

/** How far the centre of a pixel lies beyond the clear part; not positive inside it. */
function distanceBeyond({ left, top, right, bottom }: Insets, side: number, position: number): number {
  const x = (position % side) + 0.5;
  const y = Math.floor(position / side) + 0.5;
  return Math.max(left - x, top - y, x - (side - right), y - (side - bottom));
}
