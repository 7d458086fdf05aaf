import type { PixelDescription } from '../dicom/image-description.ts';
import type { Shutter } from '../dicom/shutter.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { pixelShape } from './frame-size.ts';
import { stamp, type PixelMask } from './overlay-mask.ts';

type Shape<S extends Shutter['shape']> = Extract<Shutter, { readonly shape: S }>;

/**
 * What the display shutters of a frame hide, 1 for hidden (PS3.3 C.7.6.11.1 and C.7.6.15): whatever lies outside
 * any one of their shapes, and under the ones of a bitmap. Null where they hide nothing.
 */
export function shutterMask({ description, overlays }: DecodedFrame): PixelMask | null {
  const { pixels } = description;
  const { rows, columns, shutters } = pixels;
  if (shutters.length === 0) return null;
  const hidden = new Uint8Array(rows * columns);
  for (const shutter of shutters) {
    if (shutter.shape === 'RECTANGULAR') keepRows(hidden, pixels, rectangleSpans(shutter));
    else if (shutter.shape === 'CIRCULAR') keepRows(hidden, pixels, circleSpans(shutter, pixels));
    else if (shutter.shape === 'POLYGONAL') keepRows(hidden, pixels, polygonSpans(shutter));
    else
      for (const plane of overlays)
        if (plane.group === shutter.overlayGroup) stamp(plane, hidden, rows, columns);
  }
  return hidden.includes(1) ? hidden : null;
}

/** The stretches of a row that stay visible: first and last column, ends included, all counted from 1. */
type Spans = (row: number) => readonly (readonly [first: number, last: number])[];

function keepRows(hidden: PixelMask, { rows, columns }: PixelDescription, spans: Spans): void {
  const kept = new Uint8Array(columns);
  for (let row = 1; row <= rows; row++) {
    kept.fill(0);
    for (const [first, last] of spans(row)) kept.fill(1, Math.max(0, first - 1), Math.max(0, last));
    for (let column = 0, at = (row - 1) * columns; column < columns; column++, at++)
      if (kept[column] === 0) hidden[at] = 1;
  }
}

/** The edges named are the last visible columns and rows. */
function rectangleSpans({ left, right, upper, lower }: Shape<'RECTANGULAR'>): Spans {
  return (row) => (row >= upper && row <= lower ? [[left, right]] : []);
}

/** The radius counts pixels along a row, so that over pixels that are not square it is still a circle. */
function circleSpans(circle: Shape<'CIRCULAR'>, pixels: PixelDescription): Spans {
  const { width, height } = pixelShape(pixels);
  return (row) => {
    const down = ((row - circle.row) * height) / width;
    const square = circle.radius ** 2 - down ** 2;
    if (square < 0) return [];
    const reach = Math.sqrt(square);
    return [[Math.ceil(circle.column - reach), Math.floor(circle.column + reach)]];
  };
}

/** Pixels whose centres lie inside the closed polygon or on its edges; even-odd where it crosses itself. */
function polygonSpans({ vertices }: Shape<'POLYGONAL'>): Spans {
  return (row) => {
    const crossings: number[] = [];
    const onEdges: [number, number][] = [];
    vertices.forEach(([fromRow, fromColumn], i) => {
      const [toRow, toColumn] = vertices[(i + 1) % vertices.length]!;
      if (fromRow === row && toRow === row)
        onEdges.push([Math.min(fromColumn, toColumn), Math.max(fromColumn, toColumn)]);
      if (fromRow === row) onEdges.push([fromColumn, fromColumn]);
      if (fromRow > row !== toRow > row)
        crossings.push(fromColumn + ((row - fromRow) * (toColumn - fromColumn)) / (toRow - fromRow));
    });
    crossings.sort((a, b) => a - b);
    const inside: [number, number][] = [];
    for (let i = 0; i + 1 < crossings.length; i += 2) inside.push([crossings[i]!, crossings[i + 1]!]);
    return [...inside, ...onEdges].map(([first, last]) => [Math.ceil(first), Math.floor(last)] as const);
  };
}
