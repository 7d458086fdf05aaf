import { flat, stroke, type Layer, type Point } from './layer.ts';

/** Glyphs as polylines on a grid 4 wide and 6 high, `xy` a point, y downwards. */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  A: ['06 20 46', '14 34'],
  B: ['33 03', '06 00 30 41 42 33 44 45 36 06'],
  D: ['00 30 42 44 36 06 00'],
  E: ['40 00 06 46', '03 33'],
  L: ['00 06 46'],
  O: ['10 30 41 45 36 16 05 01 10'],
  P: ['06 00 30 41 42 33 03'],
  R: ['06 00 30 41 42 33 03', '13 46'],
  S: ['41 30 10 01 02 13 33 44 45 36 16 05'],
  T: ['00 40', '20 26'],
  '0': ['10 30 41 45 36 16 05 01 10'],
  '1': ['11 20 26', '16 36'],
  '2': ['01 10 30 41 42 06 46'],
  '4': ['36 30 04 44'],
  '5': ['40 00 03 33 44 45 36 06'],
  '7': ['00 40 16'],
  ' ': [],
};

/** Widths of a letter and of the gap after it, in heights of a letter. */
const [letterWidth, advance] = [4 / 6, 6 / 6];

/** The width of a text in heights of a letter. */
export function widthOf(text: string): number {
  return (text.length - 1) * advance + letterWidth;
}

/** Writes capitals and digits with the upper left corner at a point. @throws RangeError for other characters. */
export function write(
  layer: Layer,
  text: string,
  [left, top]: Point,
  height: number,
  radius: number,
  depth = 1,
): void {
  [...text].forEach((character, index) => {
    const glyph = glyphs[character];
    if (glyph === undefined) throw new RangeError(`There is no glyph for ${character}.`);
    const place = (point: string): Point => [
      left + (index * advance + Number(point[0]) / 6) * height,
      top + (Number(point[1]) / 6) * height,
    ];
    for (const line of glyph) {
      const points = line.split(' ').map(place);
      for (const [i, to] of points.slice(1).entries()) stroke(layer, points[i]!, to, radius, flat, depth);
    }
  });
}
