/**
 * How an image lies on the canvas: `scale` canvas pixels an image pixel, and the shift of the image's centre
 * from the canvas's centre in image pixels. Canvas pixels are device pixels.
 */
export interface ViewTransform {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
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
export function fitTransform(canvas: Size, image: Size): ViewTransform {
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  return { scale: clampScale(scale), x: 0, y: 0 };
}

/** One image pixel to one device pixel, with the pixel edges of both on each other. */
export function actualSizeTransform(canvas: Size, image: Size, { x, y }: Point): ViewTransform {
  return {
    scale: 1,
    x: alignedShift(canvas.width, image.width, x),
    y: alignedShift(canvas.height, image.height, y),
  };
}

export function imageToCanvas(transform: ViewTransform, canvas: Size, image: Size, point: Point): Point {
  return {
    x: canvas.width / 2 + transform.scale * (transform.x + point.x - image.width / 2),
    y: canvas.height / 2 + transform.scale * (transform.y + point.y - image.height / 2),
  };
}

export function canvasToImage(transform: ViewTransform, canvas: Size, image: Size, point: Point): Point {
  return {
    x: (point.x - canvas.width / 2) / transform.scale - transform.x + image.width / 2,
    y: (point.y - canvas.height / 2) / transform.scale - transform.y + image.height / 2,
  };
}

/** Changes the scale by `factor` and keeps the image point under `anchor`, a canvas point, where it is. */
export function zoomAt(transform: ViewTransform, canvas: Size, anchor: Point, factor: number): ViewTransform {
  const scale = clampScale(transform.scale * factor);
  const gain = 1 / scale - 1 / transform.scale;
  return {
    scale,
    x: transform.x + (anchor.x - canvas.width / 2) * gain,
    y: transform.y + (anchor.y - canvas.height / 2) * gain,
  };
}

/** Moves the image by `delta` canvas pixels and keeps its centre on the canvas, so that it cannot get lost. */
export function panBy(transform: ViewTransform, canvas: Size, delta: Point): ViewTransform {
  const { scale } = transform;
  return {
    scale,
    x: clamp(transform.x + delta.x / scale, canvas.width / scale),
    y: clamp(transform.y + delta.y / scale, canvas.height / scale),
  };
}

/** The share of the canvas's width, in [0, 0.5], that the narrower of the strips beside the image takes. */
export function sideMargin(transform: ViewTransform, canvas: Size, image: Size): number {
  const left = imageToCanvas(transform, canvas, image, { x: 0, y: 0 }).x;
  const right = canvas.width - imageToCanvas(transform, canvas, image, { x: image.width, y: 0 }).x;
  return Math.min(0.5, Math.max(0, Math.min(left, right) / canvas.width));
}

function alignedShift(canvasLength: number, imageLength: number, shift: number): number {
  const start = canvasLength / 2 + shift - imageLength / 2;
  return shift + Math.round(start) - start;
}

function clampScale(scale: number): number {
  return Math.min(maxScale, Math.max(minScale, scale));
}

/** Half a canvas either way, plus half an image, would still show a corner; the centre is a stricter hold. */
function clamp(shift: number, visible: number): number {
  return Math.min(visible / 2, Math.max(-visible / 2, shift));
}
