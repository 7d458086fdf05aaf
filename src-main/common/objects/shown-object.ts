import type { ImageAttributes, PixelDescription } from '../dicom/image-description.ts';
import { pixelShape, squareSize } from '../imaging/frame-size.ts';
import { lowIsBright } from '../imaging/polarity.ts';
import type { WindowVoi } from '../imaging/voi.ts';
import type { Annotation } from '../measure/annotation.ts';
import { toScreen, type FilmOrientation } from '../viewer/film-orientation.ts';
import { clampScale, type Placement, type Point, type Size } from '../viewer/view-transform.ts';
import { pointsOfShape } from './annotation-coordinates.ts';
import { isOn, type FoundDrawing, type FoundObject, type Presentation } from './found-object.ts';

type Whose = Pick<ImageAttributes, 'patientId' | 'patientName' | 'patientBirthDate'>;

/** Whether an object names another person than the film: what one of them leaves out says nothing. */
export function isOfAnother(object: FoundObject, film: Whose): boolean {
  const differs = (one: string, other: string | null) =>
    one !== '' && other !== null && other !== '' && one.toUpperCase() !== other.toUpperCase();
  return (
    differs(object.patientId, film.patientId) ||
    differs(object.patientBirthDate, film.patientBirthDate) ||
    differs(nameLetters(object.patientName), nameLetters(film.patientName ?? ''))
  );
}

/** Padding and empty components at the end do not make another name (PS3.5 6.2.1). */
function nameLetters(name: string): string {
  return name.replace(/[\s^=]+$/, '').replaceAll(/\s+/g, ' ');
}

/** One frame of an image, as an object refers to it. */
export interface ShownFrame {
  readonly sopInstanceUid: string;
  /** Counted from 0. */
  readonly frame: number;
  readonly pixels: PixelDescription;
}

/** How a frame is looked at; null leaves the window as it is, and the film fitted. */
export interface PresentedView {
  readonly voi: WindowVoi | null;
  readonly invert: boolean;
  readonly orientation: FilmOrientation;
  readonly placement: Placement | null;
}

/** How a presentation state has a frame shown on a canvas. */
export function presentedView(presentation: Presentation, shown: ShownFrame, canvas: Size): PresentedView {
  const { rotation, flipped } = presentation;
  // Rotation comes before the flip there (PS3.3 C.10.6), and after it in the window.
  const orientation = { mirrored: flipped, rotation: flipped ? (360 - rotation) % 360 : rotation };
  return {
    voi: windowOf(presentation, shown),
    invert: presentation.lowIsBright !== lowIsBright(shown.pixels),
    orientation,
    placement: placementOf(presentation, shown, canvas, orientation),
  };
}

function windowOf({ windows, rescale }: Presentation, { sopInstanceUid, frame, pixels }: ShownFrame) {
  const found = windows.find(({ on }) => isOn(on, sopInstanceUid, frame));
  if (found === undefined) return null;
  const { slope, intercept } = rescale ?? { slope: pixels.rescaleSlope, intercept: pixels.rescaleIntercept };
  const factor = pixels.rescaleSlope / slope;
  return {
    kind: 'window',
    function: found.function,
    center: (found.center - intercept) * factor + pixels.rescaleIntercept,
    width: found.width * Math.abs(factor),
  } as const;
}

function placementOf(
  { areas }: Presentation,
  { sopInstanceUid, frame, pixels }: ShownFrame,
  canvas: Size,
  orientation: FilmOrientation,
): Placement | null {
  const area = areas.find(({ on }) => isOn(on, sopInstanceUid, frame));
  if (area === undefined) return null;
  const [left, right] = edges(area.topLeft.x, area.bottomRight.x);
  const [top, bottom] = edges(area.topLeft.y, area.bottomRight.y);
  const isWhole = left <= 0 && top <= 0 && right >= pixels.columns && bottom >= pixels.rows;
  if (isWhole) return null;
  const shape = pixelShape(pixels);
  const image = squareSize(pixels);
  const size = { width: (right - left) * shape.width, height: (bottom - top) * shape.height };
  const isTurned = orientation.rotation % 180 !== 0;
  const across = isTurned ? size.height : size.width;
  const down = isTurned ? size.width : size.height;
  const away = toScreen(orientation, {
    x: image.width / 2 - ((left + right) / 2) * shape.width,
    y: image.height / 2 - ((top + bottom) / 2) * shape.height,
  });
  return { scale: clampScale(Math.min(canvas.width / across, canvas.height / down)), ...away };
}

/** The outer edges of two pixels, counted from 1, that a span begins and ends with. */
function edges(first: number, last: number): readonly [number, number] {
  return [Math.min(first, last) - 1, Math.max(first, last)];
}

/** What an object draws on a frame, as annotations. */
export function drawnBy(object: FoundObject, shown: ShownFrame, newId: () => string): readonly Annotation[] {
  const { sopInstanceUid, frame } = shown;
  return object.drawings
    .filter(({ on }) => isOn(on, sopInstanceUid, frame))
    .flatMap((drawing) => {
      const points = drawing.unit === 'pixel' ? drawing.points : onFilm(drawing.points, object, shown);
      return points === null ? [] : annotationsOf({ ...drawing, points }, newId);
    });
}

/** Fractions of the displayed area; its corners tell which way it lies. */
function onFilm(
  points: readonly Point[],
  object: FoundObject,
  { sopInstanceUid, frame }: ShownFrame,
): readonly Point[] | null {
  if (object.kind !== 'presentationState') return null;
  const { areas, rotation } = object.presentation;
  const area = areas.find(({ on }) => isOn(on, sopInstanceUid, frame));
  if (area === undefined) return null;
  const along = (from: number, to: number, share: number): number =>
    from <= to ? from - 1 + share * (to - from + 1) : from - share * (from - to + 1);
  const isTurned = rotation % 180 !== 0;
  return points.map(({ x, y }) => ({
    x: along(area.topLeft.x, area.bottomRight.x, isTurned ? y : x),
    y: along(area.topLeft.y, area.bottomRight.y, isTurned ? x : y),
  }));
}

const longestText = 4000;

function annotationsOf(drawing: FoundDrawing, newId: () => string): readonly Annotation[] {
  const { shape, type, points } = drawing;
  const text = drawing.text.slice(0, longestText);
  const own = shape && pointsOfShape(shape, { type: 'POLYLINE', points });
  if (shape && own) return [{ id: newId(), shape, points: own, text, labelAt: null }];
  const worded = (at: Point, words: string): Annotation => ({
    ...{ id: newId(), shape: 'text', points: [at], text: words, labelAt: at },
  });
  if (type === 'TEXT') return [worded(points[0]!, text)];
  if (type === 'POINT' || type === 'MULTIPOINT') return points.map((at) => worded(at, text || '+'));
  const outline = outlineOf(type, points);
  return outline.length < 2 ? [] : [{ id: newId(), shape: 'drawing', points: outline, text, labelAt: null }];
}

const steps = 64;

/** Circles are a centre and a point on them, ellipses the ends of both axes; all else goes from point to point. */
function outlineOf(type: string, points: readonly Point[]): readonly Point[] {
  const [a, b, c, d] = points;
  if (type === 'CIRCLE' && a && b) {
    const radius = Math.hypot(b.x - a.x, b.y - a.y);
    return around(a, { x: radius, y: 0 }, { x: 0, y: radius });
  }
  if (type === 'ELLIPSE' && a && b && c && d)
    return around({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, half(a, b), half(c, d));
  return points;
}

function half(from: Point, to: Point): Point {
  return { x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 };
}

function around(centre: Point, major: Point, minor: Point): readonly Point[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [cos, sin] = [Math.cos((2 * Math.PI * i) / steps), Math.sin((2 * Math.PI * i) / steps)];
    return {
      x: centre.x + cos * major.x + sin * minor.x,
      y: centre.y + cos * major.y + sin * minor.y,
    };
  });
}
