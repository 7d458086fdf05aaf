import type { Point, Size } from '../viewer/view-transform.ts';
import type { Annotation } from './annotation.ts';
import { boxAround, type Box, type PixelSteps } from './geometry.ts';
import { boxAt, nearestIn, placeLabels } from './labels.ts';
import { handlesOf, outlineOf, type Outline } from './outline.ts';

/** How image and screen lie on each other; screen points are CSS pixels of the film area. */
export interface ScreenMap {
  readonly toScreen: (image: Point) => Point;
  readonly toImage: (screen: Point) => Point;
  readonly size: Size;
}

export interface DrawnLabel {
  readonly lines: readonly string[];
  readonly box: Box;
  /** From the label to what it belongs to; null where they touch. */
  readonly leader: readonly [Point, Point] | null;
}

/** An annotation as it lies on the screen, in CSS pixels. */
export interface DrawnAnnotation extends Outline {
  readonly annotation: Annotation;
  readonly handles: readonly Point[];
  readonly label: DrawnLabel | null;
}

export const labelFontSize = 12;
export const labelLineHeight = 16;
const labelPadding = 4;
/** Wide enough for the widest of the system fonts. */
const letterWidth = 7;

export interface LabelledAnnotation {
  readonly annotation: Annotation;
  readonly lines: readonly string[];
}

/**
 * Everything drawn over one film, labels where they cover least.
 *
 * @param isAnatomy Whether a label had better not lie over this point of the image.
 */
export function sceneOf(
  labelled: readonly LabelledAnnotation[],
  steps: PixelSteps,
  map: ScreenMap,
  keepFree: readonly Box[],
  isAnatomy: (image: Point) => boolean,
): readonly DrawnAnnotation[] {
  const drawn = labelled.map(({ annotation, lines }) => ({
    annotation,
    lines,
    ...onScreen(annotation, steps, map),
  }));
  const wishes = drawn.map(({ annotation: { labelAt }, lines, paths }) => ({
    size: labelSize(lines),
    around: boxAround(paths.flat()),
    at: labelAt && map.toScreen(labelAt),
  }));
  const written = wishes.filter((_, i) => drawn[i]!.lines.length > 0);
  const places = placeLabels(written, map.size, keepFree, (box) => share(box, map.toImage, isAnatomy));
  let next = 0;
  return drawn.map(({ lines, ...rest }, i) => {
    if (lines.length === 0) return { ...rest, label: null };
    const box = boxAt(places[next++]!, wishes[i]!.size);
    return { ...rest, label: { lines, box, leader: leaderOf(box, rest.paths.flat()) } };
  });
}

/** Outline and handles of one annotation, or of a draft. */
export function onScreen(
  drawn: Pick<Annotation, 'shape' | 'points'>,
  steps: PixelSteps,
  { toScreen }: Pick<ScreenMap, 'toScreen'>,
): Outline & { readonly handles: readonly Point[] } {
  const { paths, aids } = outlineOf(drawn, steps);
  return {
    paths: paths.map((path) => path.map(toScreen)),
    aids: aids.map((path) => path.map(toScreen)),
    handles: handlesOf(drawn).map(toScreen),
  };
}

export function labelSize(lines: readonly string[]): Size {
  const letters = Math.max(0, ...lines.map((line) => line.length));
  return {
    width: letters * letterWidth + 2 * labelPadding,
    height: lines.length * labelLineHeight + 2 * labelPadding,
  };
}

/** From the point of the outline that lies nearest to the label. */
function leaderOf(box: Box, points: readonly Point[]): readonly [Point, Point] | null {
  const reached = points.map((point) => ({ point, edge: nearestIn(box, point) }));
  const lengths = reached.map(({ point, edge }) => Math.hypot(point.x - edge.x, point.y - edge.y));
  const least = Math.min(...lengths);
  const nearest = reached[lengths.indexOf(least)];
  return nearest === undefined || least < 6 ? null : [nearest.edge, nearest.point];
}

/** Of 4 x 3 points spread over the box. */
function share(
  { left, top, right, bottom }: Box,
  toImage: ScreenMap['toImage'],
  isAnatomy: (image: Point) => boolean,
): number {
  let met = 0;
  for (let i = 0; i < 12; i++) {
    const x = left + (((i % 4) + 0.5) / 4) * (right - left);
    const y = top + ((Math.floor(i / 4) + 0.5) / 3) * (bottom - top);
    if (isAnatomy(toImage({ x, y }))) met++;
  }
  return met / 12;
}
