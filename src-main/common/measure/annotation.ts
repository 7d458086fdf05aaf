import type { Point } from '../viewer/view-transform.ts';
import type { Phrase } from '../words/say.ts';

/** Everything that can be drawn on a film, in the order of the menu. */
export const shapes = [
  'length',
  'angle',
  'cobb',
  'perpendicular',
  'polyline',
  'rectangle',
  'ellipse',
  'freehand',
  'probe',
  'arrow',
  'text',
  'drawing',
] as const;

export type Shape = (typeof shapes)[number];
export type RegionShape = Extract<Shape, 'rectangle' | 'ellipse' | 'freehand'>;

interface Traits {
  readonly words: Phrase;
  /** Fewer points are no such shape yet. */
  readonly least: number;
  /** With this many it is complete; Infinity for shapes that a person ends. */
  readonly most: number;
  /** The pointer's own way makes the points while the button is held. */
  readonly traced: boolean;
  /** The last point is joined to the first. */
  readonly closed: boolean;
}

export const shapeTraits: Readonly<Record<Shape, Traits>> = {
  length: { words: 'Length', least: 2, most: 2, traced: false, closed: false },
  angle: { words: 'Angle', least: 3, most: 3, traced: false, closed: false },
  cobb: { words: 'Cobb angle', least: 4, most: 4, traced: false, closed: false },
  perpendicular: { words: 'Perpendicular', least: 3, most: 3, traced: false, closed: false },
  polyline: { words: 'Polyline', least: 2, most: Infinity, traced: false, closed: false },
  rectangle: { words: 'Rectangle', least: 2, most: 2, traced: false, closed: true },
  ellipse: { words: 'Ellipse', least: 2, most: 2, traced: false, closed: true },
  freehand: { words: 'Free region', least: 3, most: Infinity, traced: true, closed: true },
  probe: { words: 'Probe', least: 1, most: 1, traced: false, closed: false },
  arrow: { words: 'Arrow', least: 2, most: 2, traced: false, closed: false },
  text: { words: 'Text', least: 1, most: 1, traced: false, closed: false },
  drawing: { words: 'Drawing', least: 2, most: Infinity, traced: true, closed: false },
};

/**
 * One drawn thing. Points are in pixels of the whole image, x along a row and y down a column, counted from the
 * outer corner of the first pixel: the centre of pixel (row r, column c) is (c + 0.5, r + 0.5).
 *
 * - angle: arm, vertex, arm; cobb: the ends of one line, then of the other;
 * - perpendicular: two points of the line, then the point off it; arrow: tail, tip;
 * - rectangle, ellipse: two opposite corners of the box around it, whose sides follow rows and columns.
 */
export interface Annotation {
  readonly id: string;
  readonly shape: Shape;
  readonly points: readonly Point[];
  /** What a person wrote beside it; empty where nobody did. */
  readonly text: string;
  /** Where a person put the label's top left corner; null while the label finds its own place. */
  readonly labelAt: Point | null;
}

export function isRegion(shape: Shape): shape is RegionShape {
  return shape === 'rectangle' || shape === 'ellipse' || shape === 'freehand';
}

export function isShape(tool: string): tool is Shape {
  return (shapes as readonly string[]).includes(tool);
}
