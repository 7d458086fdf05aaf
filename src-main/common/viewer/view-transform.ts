import {
  asStored,
  extentOnScreen,
  isSquare,
  toFilm,
  toScreen,
  type FilmOrientation,
} from './film-orientation.ts';

/**
 * Where an image lies on the canvas: `scale` canvas pixels an image pixel, and the shift of the image's centre
 * from the canvas's centre, to the right and down on the screen, in image pixels. Canvas pixels are device pixels.
 */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** How an image lies on the canvas, turned about its centre: the one truth of every layer and of the pointer. */
export interface ViewTransform extends Placement {
  readonly orientation: FilmOrientation;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const minScale = 0.02;
export const maxScale = 32;

/** The whole image, centred, as large as the canvas allows. */
export function fitPlacement(canvas: Size, image: Size, orientation: FilmOrientation = asStored): Placement {
  const extent = extentOnScreen(orientation, image);
  const scale = Math.min(canvas.width / extent.width, canvas.height / extent.height);
  return { scale: clampScale(scale), x: 0, y: 0 };
}

/** One image pixel to one device pixel, with the pixel edges of both on each other. */
export function actualSizePlacement(
  canvas: Size,
  image: Size,
  { x, y, orientation }: ViewTransform,
): Placement {
  return snappedPlacement(canvas, image, { scale: 1, x, y, orientation });
}

/** Moved by less than a device pixel, so that the corner of a film not turned askew lies on a pixel's corner. */
export function snappedPlacement(canvas: Size, image: Size, transform: ViewTransform): Placement {
  const { scale, x, y, orientation } = transform;
  if (!isSquare(orientation)) return { scale, x, y };
  const extent = extentOnScreen(orientation, image);
  return {
    scale,
    x: alignedShift(canvas.width, extent.width, x, scale),
    y: alignedShift(canvas.height, extent.height, y, scale),
  };
}

export function imageToCanvas(transform: ViewTransform, canvas: Size, image: Size, point: Point): Point {
  const { scale, x, y, orientation } = transform;
  const fromCentre = { x: point.x - image.width / 2, y: point.y - image.height / 2 };
  const onScreen = toScreen(orientation, fromCentre);
  return {
    x: canvas.width / 2 + scale * (x + onScreen.x),
    y: canvas.height / 2 + scale * (y + onScreen.y),
  };
}

export function canvasToImage(transform: ViewTransform, canvas: Size, image: Size, point: Point): Point {
  const { scale, x, y, orientation } = transform;
  const onFilm = toFilm(orientation, {
    x: (point.x - canvas.width / 2) / scale - x,
    y: (point.y - canvas.height / 2) / scale - y,
  });
  return { x: onFilm.x + image.width / 2, y: onFilm.y + image.height / 2 };
}

/** A canvas context's `setTransform` numbers that take image pixels to canvas pixels. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export function imageMatrix(transform: ViewTransform, canvas: Size, image: Size): Matrix {
  const { scale, orientation } = transform;
  const across = toScreen(orientation, { x: scale, y: 0 });
  const down = toScreen(orientation, { x: 0, y: scale });
  const origin = imageToCanvas(transform, canvas, image, { x: 0, y: 0 });
  return [across.x, across.y, down.x, down.y, origin.x, origin.y];
}

/**
 * The same placement after the film was turned or flipped on the screen from one orientation to another: what
 * lay in the middle of the canvas stays there.
 */
export function reorient(transform: ViewTransform, orientation: FilmOrientation): Placement {
  const shift = toScreen(orientation, toFilm(transform.orientation, transform));
  return { scale: transform.scale, ...shift };
}

/** Changes the scale by `factor` and keeps the image point under `anchor`, a canvas point, where it is. */
export function zoomAt(transform: Placement, canvas: Size, anchor: Point, factor: number): Placement {
  const scale = clampScale(transform.scale * factor);
  const gain = 1 / scale - 1 / transform.scale;
  return {
    scale,
    x: transform.x + (anchor.x - canvas.width / 2) * gain,
    y: transform.y + (anchor.y - canvas.height / 2) * gain,
  };
}

/** Moves the image by `delta` canvas pixels and keeps its centre on the canvas, so that it cannot get lost. */
export function panBy(transform: Placement, canvas: Size, delta: Point): Placement {
  const { scale } = transform;
  return {
    scale,
    x: clamp(transform.x + delta.x / scale, canvas.width / scale),
    y: clamp(transform.y + delta.y / scale, canvas.height / scale),
  };
}

/** The share of the canvas's width, in [0, 0.5], that the narrower of the strips beside the image takes. */
export function sideMargin(transform: ViewTransform, canvas: Size, image: Size): number {
  const half = (transform.scale * extentOnScreen(transform.orientation, image).width) / 2;
  const left = canvas.width / 2 + transform.scale * transform.x - half;
  const right = canvas.width / 2 - transform.scale * transform.x - half;
  return Math.min(0.5, Math.max(0, Math.min(left, right) / canvas.width));
}

function alignedShift(canvasLength: number, imageLength: number, shift: number, scale: number): number {
  const start = canvasLength / 2 + scale * (shift - imageLength / 2);
  return shift + (Math.round(start) - start) / scale;
}

/** Within what a film may be zoomed to. */
export function clampScale(scale: number): number {
  return Math.min(maxScale, Math.max(minScale, scale));
}

/** Half a canvas either way, plus half an image, would still show a corner; the centre is a stricter hold. */
function clamp(shift: number, visible: number): number {
  return Math.min(visible / 2, Math.max(-visible / 2, shift));
}
