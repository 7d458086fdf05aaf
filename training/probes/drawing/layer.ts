import type { Film } from '../film.ts';

/** Column and row, in pixels; the centre of the first pixel is at 0.5, 0.5. */
export type Point = readonly [x: number, y: number];

/** What lies over a film, `rows * columns` values in C order: an optical depth, or a share covered. */
export interface Layer {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** How much of a stroke lies at a distance from its middle line, both in pixels; at most 1. */
export type Profile = (distance: number, radius: number) => number;

/** A plate or a burnt-in line: full up to its edge, which takes up one pixel. */
export const flat: Profile = (distance, radius) => Math.min(1, Math.max(0, radius - distance + 0.5));

/** A rod across the beam, whose thickness is that of a circle; thinner than a pixel it fades. */
export const round: Profile = (distance, radius) => {
  const wide = Math.max(radius, 0.75);
  return distance >= wide ? 0 : (radius / wide) * Math.sqrt(1 - (distance / wide) ** 2);
};

export function emptyLayer({ rows, columns }: Pick<Film, 'rows' | 'columns'>): Layer {
  return { rows, columns, values: new Float32Array(rows * columns) };
}

/** Draws a straight stroke with round ends, whose radius may change along it; strokes of a layer do not add up. */
export function stroke(
  { rows, columns, values }: Layer,
  from: Point,
  to: Point,
  radius: number | ((along: number) => number),
  profile: Profile,
  depth = 1,
): void {
  const radiusAt = typeof radius === 'number' ? (): number => radius : radius;
  const reach = Math.max(radiusAt(0), radiusAt(0.5), radiusAt(1)) + 2;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  const [left, right] = range(from[0], to[0], reach, columns);
  const [top, bottom] = range(from[1], to[1], reach, rows);
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const [x, y] = [column + 0.5 - from[0], row + 0.5 - from[1]];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
      const distance = Math.hypot(x - along * dx, y - along * dy);
      const at = row * columns + column;
      values[at] = Math.max(values[at]!, depth * profile(distance, radiusAt(along)));
    }
}

/** The middle of each pixel with its eight neighbours, weighted 1 2 1 each way: the blur of a focal spot. */
export function soften({ rows, columns, values }: Layer): void {
  softenAlong(values, rows, columns, columns, 1);
  softenAlong(values, columns, rows, 1, columns);
}

/** The film seen through matter: brightness is one minus the transmitted share, and transmissions multiply. */
export function attenuate(film: Film, layers: readonly Layer[]): Film {
  const intensities = film.intensities.slice();
  for (const { values } of layers)
    for (let i = 0; i < values.length; i++)
      if (values[i]! > 0) intensities[i] = 1 - (1 - intensities[i]!) * Math.exp(-values[i]!);
  return { ...film, intensities };
}

/** The film with a mark burnt into its pixels at full brightness. */
export function burnIn(film: Film, { values }: Layer): Film {
  return { ...film, intensities: film.intensities.map((value, i) => value + (1 - value) * values[i]!) };
}

function range(a: number, b: number, reach: number, size: number): readonly [number, number] {
  const held = (value: number): number => Math.min(size, Math.max(0, Math.floor(value)));
  return [held(Math.min(a, b) - reach), held(Math.max(a, b) + reach + 1)];
}

/** Softens `lines` lines of `length` values, `step` apart within a line; the ends stay as they are. */
function softenAlong(
  values: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): void {
  for (let line = 0; line < lines; line++) {
    let before = values[line * lineStep]!;
    for (let i = 1; i < length - 1; i++) {
      const at = line * lineStep + i * step;
      const here = values[at]!;
      values[at] = (before + 2 * here + values[at + step]!) / 4;
      before = here;
    }
  }
}
