import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import type { Point } from '../viewer/view-transform.ts';
import { isRegion, shapeTraits, type Annotation, type RegionShape, type Shape } from './annotation.ts';
import { evenOddArea } from './even-odd-area.ts';
import {
  angleAt,
  angleBetweenLines,
  boxAround,
  distance,
  ellipsePerimeter,
  footOn,
  pathLength,
} from './geometry.ts';
import { regionSpans } from './region.ts';
import type { LengthKnowledge, Ruler } from './ruler.ts';
import { regionStatistics, valueAt, type RegionStatistics } from './statistics.ts';
import type { Phrase } from '../words/say.ts';

/** One measured number with all that makes sense of it. */
export interface Quantity {
  readonly name: Phrase;
  readonly value: number;
  /** `mm`, `mm²`, `px`, `px²`, `°`, or the unit of the modality values, empty where they have none. */
  readonly unit: string;
  /** Null for what depends on no length. */
  readonly known: LengthKnowledge | null;
}

export interface Measurement {
  /** The one that the shape is drawn for comes first; empty for arrows, texts and drawings. */
  readonly quantities: readonly Quantity[];
  /** Of a region; null where none of its pixels counts, and of everything else. */
  readonly statistics: RegionStatistics | null;
}

type Measured = Pick<Annotation, 'shape' | 'points'>;

/** Measures a complete annotation; one of too few points measures nothing. */
export function measure({ shape, points }: Measured, ruler: Ruler, frame: DecodedFrame): Measurement {
  if (points.length < shapeTraits[shape].least) return { quantities: [], statistics: null };
  const { rows, columns } = frame.description.pixels;
  const statistics = isRegion(shape)
    ? regionStatistics(frame, regionSpans(shape, points, rows, columns))
    : null;
  return { quantities: quantitiesOf[shape](points, ruler, frame), statistics };
}

/** The unit of modality values where the file names one that says something (PS3.3 C.11.1.1.2). */
export function valueUnit({ description }: DecodedFrame): string {
  const { rescaleType } = description.pixels;
  return rescaleType === null || rescaleType === 'US' ? '' : rescaleType;
}

/** How many shorter sides of a pixel wide the circle of the ellipse's area is. */
export function ellipseDiameter(points: readonly Point[], shape: { width: number; height: number }): number {
  const { left, top, right, bottom } = boxAround(points);
  return Math.sqrt((right - left) * shape.width * (bottom - top) * shape.height);
}

type Quantities = (points: readonly Point[], ruler: Ruler, frame: DecodedFrame) => readonly Quantity[];

const nothing: Quantities = () => [];

const quantitiesOf: Readonly<Record<Shape, Quantities>> = {
  length: ([a, b], ruler) => [lengthOf('Length', distance(a!, b!, ruler.steps), ruler)],
  angle: ([arm, vertex, other], ruler) => degrees('Angle', angleAt(arm!, vertex!, other!, ruler.steps)),
  cobb: ([a, b, c, d], ruler) => {
    const angle = angleBetweenLines([a!, b!], [c!, d!], ruler.steps);
    const supplement = angle === null ? null : 180 - angle;
    return [...degrees('Cobb angle', angle), ...degrees('Supplement', supplement)];
  },
  perpendicular: ([a, b, point], ruler) => {
    const foot = footOn(a!, b!, point!, ruler.steps);
    return [lengthOf('Distance to the line', distance(foot, point!, ruler.steps), ruler)];
  },
  polyline: (points, ruler) => [lengthOf('Length', pathLength(points, ruler.steps), ruler)],
  rectangle: (points, ruler) => region('rectangle', points, ruler),
  ellipse: (points, ruler) => region('ellipse', points, ruler),
  freehand: (points, ruler) => region('freehand', points, ruler),
  probe: ([{ x, y } = { x: NaN, y: NaN }], _, frame) => {
    const value = valueAt(frame, Math.floor(y), Math.floor(x));
    return value === null ? [] : [{ name: 'Value', value, unit: valueUnit(frame), known: null }];
  },
  arrow: nothing,
  text: nothing,
  drawing: nothing,
};

function region(shape: RegionShape, points: readonly Point[], ruler: Ruler): readonly Quantity[] {
  const [area, perimeter] = extent(shape, points, ruler);
  const square: Quantity = { name: 'Area', value: area, unit: `${ruler.unit}²`, known: ruler.known };
  return [square, lengthOf('Perimeter', perimeter, ruler)];
}

/** Of the shape as it was drawn, in the ruler's unit, whether or not all of it lies on the film. */
function extent(shape: RegionShape, points: readonly Point[], { steps }: Ruler): readonly [number, number] {
  if (shape === 'freehand')
    return [evenOddArea(points) * steps.across * steps.down, pathLength(points, steps, true)];
  const { left, top, right, bottom } = boxAround(points);
  const [width, height] = [(right - left) * steps.across, (bottom - top) * steps.down];
  if (shape === 'rectangle') return [width * height, 2 * (width + height)];
  return [(Math.PI * width * height) / 4, ellipsePerimeter(width / 2, height / 2)];
}

function lengthOf(name: Phrase, value: number, { unit, known }: Ruler): Quantity {
  return { name, value, unit, known };
}

function degrees(name: Phrase, value: number | null): readonly Quantity[] {
  return value === null ? [] : [{ name, value, unit: '°', known: null }];
}
