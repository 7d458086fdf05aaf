import cornerstone, { type Image, type Viewport, type VoiLut } from 'cornerstone-core';
import type { ImageId } from '#common/contract/ipc';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';
import type { DisplayLut } from '#common/imaging/display-lut';
import type { FilmRaster } from '#common/imaging/film-raster';
import { squareSize } from '#common/imaging/frame-size';
import { isSquare, toFilm, toScreen } from '#common/viewer/film-orientation';
import { snappedPlacement, type Size, type ViewTransform } from '#common/viewer/view-transform';
import type { DisplayPicture } from '../state/display-picture.ts';

/** One film as it shall lie on the canvas. */
export interface Painting {
  readonly imageId: ImageId;
  readonly frame: DecodedFrame;
  readonly raster: FilmRaster;
  /** The greys on screen; cornerstone's own window formula, which is not DICOM's, never runs. */
  readonly picture: DisplayPicture;
  readonly transform: ViewTransform;
  /** In device pixels. */
  readonly canvas: Size;
  /** Whether to interpolate between pixels larger than the screen's. */
  readonly smooth: boolean;
}

export interface Painter {
  /** Draws with the next animation frame; a later call before that replaces this one. */
  paint(painting: Painting): void;
  /** Undoes what was done to the element, canvas included. */
  close(): void;
}

/** These stand in every viewport and every cached LUT alike, so that only the LUT's identity can differ. */
const voi = { windowCenter: 128, windowWidth: 256 };

/**
 * Paints into the `canvas.cornerstone-canvas` of `element`.
 *
 * @param onPainted Called whenever the pixels of a film have come to lie on the canvas.
 */
export function createPainter(element: HTMLElement, onPainted: (imageId: ImageId) => void): Painter {
  const canvas = element.querySelector<HTMLCanvasElement>('canvas.cornerstone-canvas');
  if (canvas === null) throw new TypeError('The viewport has no canvas.');
  cornerstone.enable(element);
  let latest: { readonly painting: Painting; readonly image: Image; readonly voiLut: VoiLut } | null = null;
  const listening = new AbortController();
  const options = { signal: listening.signal };
  // A canvas is emptied by resizing, so that has to wait until it is about to be drawn.
  element.addEventListener(
    'cornerstoneprerender',
    () => latest && resize(canvas, latest.painting.canvas),
    options,
  );
  element.addEventListener(
    'cornerstoneimagerendered',
    () => latest && onPainted(latest.painting.imageId),
    options,
  );

  return {
    paint(painting) {
      const before = latest;
      const sameFilm =
        before?.painting.imageId === painting.imageId && before.painting.raster === painting.raster;
      const samePicture = sameFilm && before.painting.picture === painting.picture;
      // Ready greys are pixels of their own; a table lies beside the pixels, which stay.
      const sameImage = sameFilm && (samePicture || painting.picture.kind === 'table');
      const image = sameImage ? before.image : cornerstoneImage(painting);
      const voiLut = samePicture ? before.voiLut : { id: nextLutId() };
      image.cachedLut = cachedLut(lutOf(painting.picture), voiLut);
      latest = { painting, image, voiLut };
      const viewport = cornerstoneViewport(painting, voiLut);
      if (sameImage) cornerstone.setViewport(element, viewport);
      else cornerstone.displayImage(element, image, viewport);
    },
    close() {
      listening.abort();
      cornerstone.disable(element);
    },
  };
}

let lutCount = 0;
const nextLutId = (): string => String((lutCount += 1));

/** Cornerstone sizes its canvas in CSS pixels; a film deserves the screen's own. */
function resize(canvas: HTMLCanvasElement, { width, height }: Size): void {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = '100%';
  canvas.style.height = '100%';
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
}

/** For pixels that are greys of the screen already. */
const identityLut: DisplayLut = {
  firstStoredValue: 0,
  lut: Uint8ClampedArray.from({ length: 256 }, (_, i) => i),
};

function lutOf(picture: DisplayPicture): DisplayLut {
  return picture.kind === 'table' ? picture.lut : identityLut;
}

function cornerstoneImage({ imageId, frame, raster, picture }: Painting): Image {
  const { samplesPerPixel } = frame.description.pixels;
  const { rows, columns } = raster;
  const values = picture.kind === 'table' ? raster.values : picture.values;
  const pixels = samplesPerPixel === 3 ? spreadToFour(values) : values;
  const { firstStoredValue, lut } = lutOf(picture);
  const [width, height] = raster.minified ? [1, 1] : [raster.across, raster.down];
  return {
    imageId,
    // Cornerstone looks a value up at [value - min(minPixelValue, 0)].
    minPixelValue: firstStoredValue,
    maxPixelValue: firstStoredValue + lut.length - 1,
    slope: 1,
    intercept: 0,
    ...voi,
    invert: false,
    color: samplesPerPixel === 3,
    rgba: false,
    rows,
    columns,
    height: rows,
    width: columns,
    rowPixelSpacing: height,
    columnPixelSpacing: width,
    sizeInBytes: pixels.byteLength,
    getPixelData: () => pixels,
  };
}

/** Cornerstone walks colour in steps of four samples a pixel and leaves the fourth unread. */
function spreadToFour(rgb: StoredValues | Uint8ClampedArray): Uint16Array {
  const spread = new Uint16Array((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    spread[to] = rgb[from]!;
    spread[to + 1] = rgb[from + 1]!;
    spread[to + 2] = rgb[from + 2]!;
  }
  return spread;
}

function cachedLut({ lut }: DisplayLut, voiLUT: VoiLut): Image['cachedLut'] {
  return { lutArray: lut, ...voi, invert: false, modalityLUT: undefined, voiLUT };
}

/**
 * Cornerstone shifts along the screen by samples, from the middle of its array to the canvas's; ours shifts by
 * square units of the whole image. The two differ for a part of the film, for a first look of fewer pixels, whose
 * last row and column may stand over the image's edge, and for pixels that are not square. Samples that are device pixels already are
 * painted as such, on whole pixels.
 */
function cornerstoneViewport(painting: Painting, voiLUT: VoiLut): Viewport {
  const { frame, raster, transform } = painting;
  const { rows, columns, across, down, left, top, minified } = raster;
  const image = squareSize(frame.description.pixels);
  const { mirrored, rotation } = transform.orientation;
  const turn = { mirrored: false, rotation };
  const overhang = {
    x: left + (columns * across - image.width) / 2,
    y: top + (rows * down - image.height) / 2,
  };
  const shift = toFilm(turn, transform);
  const ofArray = { x: shift.x + (mirrored ? -overhang.x : overhang.x), y: shift.y + overhang.y };
  const shared = { voi: { ...voi }, voiLUT, invert: false, rotation, hflip: mirrored, vflip: false };
  if (minified) {
    const { scale, orientation } = transform;
    const onScreen = toScreen(turn, { x: ofArray.x * scale, y: ofArray.y * scale });
    const lying = { scale: 1, ...onScreen, orientation };
    const { x, y } = snappedPlacement(painting.canvas, { width: columns, height: rows }, lying);
    return { ...shared, scale: 1, translation: { x, y }, pixelReplication: isSquare(orientation) };
  }
  const samplePixels = transform.scale * Math.min(across, down);
  return {
    ...shared,
    scale: samplePixels,
    translation: toScreen(turn, { x: ofArray.x / across, y: ofArray.y / down }),
    pixelReplication: samplePixels > 1 ? !painting.smooth : isOnPixels(painting),
  };
}

/** Whether every sample is one device pixel and lies on it. */
function isOnPixels({ raster, transform }: Painting): boolean {
  const { scale, orientation } = transform;
  return scale * raster.across === 1 && scale * raster.down === 1 && isSquare(orientation);
}
