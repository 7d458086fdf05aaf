import fonts from 'hersheytext/hersheytext.min.json';

/** Colour samples, interleaved RGB in C order. */
export interface RgbPicture {
  readonly rows: number;
  readonly columns: number;
  readonly rgb: Uint8Array;
}

type Point = readonly [x: number, y: number];

/** In units of the font: a capital letter reaches from 1 down to 22, a `g` to 29. */
const lineUnits = 32;
const space = 10;

/** The width in pixels of a line of ASCII text whose lines are so high; other characters count as `?`. */
export function textWidth(text: string, lineHeight: number): number {
  return (lineHeight / lineUnits) * letters(text).reduce((sum, { advance }) => sum + advance, 0);
}

/** Writes a line in white, its upper left corner at a pixel; what reaches beyond the picture is left out. */
export function letter(
  picture: RgbPicture,
  text: string,
  left: number,
  top: number,
  lineHeight: number,
): void {
  const unit = lineHeight / lineUnits;
  const radius = Math.max(0.6, 1.1 * unit);
  let x = left;
  for (const { strokes, advance } of letters(text)) {
    for (const points of strokes)
      for (let i = 1; i < points.length; i++)
        drawStroke(
          picture,
          onPicture(points[i - 1]!, x, top, unit),
          onPicture(points[i]!, x, top, unit),
          radius,
        );
    x += advance * unit;
  }
}

function onPicture([px, py]: Point, x: number, top: number, unit: number): Point {
  return [x + px * unit, top + (py + 1) * unit];
}

interface Letter {
  readonly strokes: readonly (readonly Point[])[];
  /** In units of the font. */
  readonly advance: number;
}

function letters(text: string): readonly Letter[] {
  return [...text].map((character) => {
    if (character === ' ') return { strokes: [], advance: space };
    const { chars } = fonts.futural;
    const { d, o } = chars[character.charCodeAt(0) - 33] ?? chars['?'.charCodeAt(0) - 33]!;
    const strokes = d
      .split('M')
      .filter((path) => path.trim() !== '')
      .map((path) =>
        [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
      );
    return { strokes, advance: 2 * o };
  });
}

/** A line with round ends; a pixel is covered by how far its centre lies within. */
function drawStroke({ rows, columns, rgb }: RgbPicture, a: Point, b: Point, radius: number): void {
  const reach = radius + 1;
  const [lowRow, highRow] = [
    Math.floor(Math.min(a[1], b[1]) - reach),
    Math.ceil(Math.max(a[1], b[1]) + reach),
  ];
  const [lowColumn, highColumn] = [
    Math.floor(Math.min(a[0], b[0]) - reach),
    Math.ceil(Math.max(a[0], b[0]) + reach),
  ];
  for (let row = Math.max(0, lowRow); row <= Math.min(rows - 1, highRow); row++)
    for (let column = Math.max(0, lowColumn); column <= Math.min(columns - 1, highColumn); column++) {
      const cover = Math.min(1, radius + 0.5 - distanceTo(a, b, [column + 0.5, row + 0.5]));
      if (cover <= 0) continue;
      for (let i = 3 * (row * columns + column), end = i + 3; i < end; i++)
        rgb[i] = Math.max(rgb[i]!, Math.round(255 * cover));
    }
}

function distanceTo([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
