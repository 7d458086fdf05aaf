import type { Size } from './view-transform.ts';
import type { Phrase } from '../words/say.ts';

/** A rectangle in device pixels, from the left and the top, ends not included. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the pattern: the grey, from 0 to 255, of each of its device pixels. */
export interface Patch extends Box {
  readonly name: 'frame' | 'ramp' | 'step' | 'low' | 'high' | 'lines';
  grey(x: number, y: number): number;
}

/** A fifth of full scale, as around the patches of TG18-QC. */
export const patternBackground = 51;
export const patternSteps = 18;

/**
 * A pattern to judge a monitor by, after TG18-QC (AAPM On-line Report 3): 18 steps of grey, a square of 5 % within
 * black and of 95 % within white, lines of one and of two device pixels in the middle and in the corners, a smooth
 * ramp, and a frame along the edges. Everything lies on whole device pixels. Later patches cover earlier ones.
 */
export function testPattern(size: Size): readonly Patch[] {
  const unit = Math.max(8, Math.floor(Math.min(size.width / 24, size.height / 20)));
  const middle = { x: Math.floor(size.width / 2), y: Math.floor(size.height / 2) };
  const ramp = { left: middle.x - 9 * unit, width: 18 * unit, height: unit };
  return [
    {
      name: 'frame',
      left: 0,
      top: 0,
      ...size,
      grey: (x, y) => (isRim(x, y, size) ? 255 : patternBackground),
    },
    smoothRamp({ ...ramp, top: middle.y - 7 * unit }),
    smoothRamp({ ...ramp, top: middle.y + 6 * unit }),
    ...steps(middle, unit),
    ...within({ left: middle.x - 6 * unit, top: middle.y - 5 * unit, side: 2 * unit }, 'low', 0, 13),
    ...within({ left: middle.x + 4 * unit, top: middle.y - 5 * unit, side: 2 * unit }, 'high', 255, 242),
    ...linePairs({ x: middle.x - 2 * unit, y: middle.y - 5 * unit }, unit),
    ...corners(size, unit).flatMap((corner) => linePairs(corner, unit)),
  ];
}

/** The pattern as a picture of opaque greys. */
export function patternPicture(size: Size): {
  readonly rows: number;
  readonly columns: number;
  readonly rgba: Uint8ClampedArray;
} {
  const rgba = new Uint8ClampedArray(size.width * size.height * 4).fill(255);
  for (const { left, top, width, height, grey } of testPattern(size))
    for (let y = Math.max(0, top); y < Math.min(size.height, top + height); y++)
      for (let x = Math.max(0, left); x < Math.min(size.width, left + width); x++) {
        const at = 4 * (y * size.width + x);
        rgba.fill(grey(x - left, y - top), at, at + 3);
      }
  return { rows: size.height, columns: size.width, rgba };
}

/** White lines along the edges, one device pixel wide: one that is missing says that the picture is cut. */
function isRim(x: number, y: number, { width, height }: Size): boolean {
  return x === 0 || y === 0 || x === width - 1 || y === height - 1;
}

function smoothRamp(box: Box): Patch {
  return { ...box, name: 'ramp', grey: (x) => Math.round((255 * x) / (box.width - 1)) };
}

/** From black to white in two rows, the second backwards, so that the ends stand one above the other. */
function steps({ x, y }: { readonly x: number; readonly y: number }, unit: number): Patch[] {
  return Array.from({ length: patternSteps }, (_, step) => {
    const place = step < 9 ? step : 17 - step;
    const grey = Math.round((255 * step) / (patternSteps - 1));
    return {
      name: 'step',
      left: x + (2 * place - 9) * unit,
      top: step < 9 ? y - 2 * unit : y + unit,
      width: 2 * unit,
      height: 2 * unit,
      grey: () => grey,
    };
  });
}

/** A square of one grey with another of half its side in its middle. */
function within(
  { left, top, side }: { readonly left: number; readonly top: number; readonly side: number },
  name: 'low' | 'high',
  outer: number,
  inner: number,
): Patch[] {
  const quarter = Math.floor(side / 4);
  const isInside = (x: number, y: number): boolean =>
    x >= quarter && x < side - quarter && y >= quarter && y < side - quarter;
  return [{ name, left, top, width: side, height: side, grey: (x, y) => (isInside(x, y) ? inner : outer) }];
}

/** Black and white lines of one device pixel, upright and lying, and beside them of two. */
function linePairs({ x, y }: { readonly x: number; readonly y: number }, unit: number): Patch[] {
  const side = { width: unit, height: unit };
  return [1, 2].flatMap((breadth, index): Patch[] => {
    const left = x + 2 * index * unit;
    const line = (place: number): number => (Math.floor(place / breadth) % 2 === 0 ? 255 : 0);
    return [
      { name: 'lines', left, top: y, ...side, grey: (column) => line(column) },
      { name: 'lines', left: left + unit, top: y, ...side, grey: (_column, row) => line(row) },
    ];
  });
}

function corners(
  { width, height }: Size,
  unit: number,
): readonly { readonly x: number; readonly y: number }[] {
  const [right, bottom] = [width - 5 * unit, height - 2 * unit];
  return [
    { x: unit, y: unit },
    { x: right, y: unit },
    { x: unit, y: bottom },
    { x: right, y: bottom },
  ];
}

/** How to judge each part, in the order of looking. */
export const patternQuestions: readonly { readonly part: Phrase; readonly question: Phrase }[] = [
  {
    part: 'Black and white squares',
    question:
      'Within each a smaller square is just seen: 5 % within black, 95 % within white. If not, mend the monitor’s brightness and contrast, or the light in the room.',
  },
  { part: '18 steps', question: 'Each differs from the next, the darkest and the brightest too.' },
  { part: 'Ramps', question: 'Even from end to end: no bands, no tint of colour.' },
  {
    part: 'Fine lines',
    question:
      'In the middle and in all four corners each line is seen by itself, upright and lying alike. Grey or rippled ones say that the monitor is not run at its own resolution.',
  },
  { part: 'Frame', question: 'A white line stands along all four edges, straight and whole.' },
];
