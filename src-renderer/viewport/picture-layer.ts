import { imageMatrix, type Size, type ViewTransform } from '#common/viewer/view-transform';
import { drawRgba, type RgbaPicture } from './rgba-canvas.ts';

/** A picture of the whole image as it shall lie over the film, with the film's own geometry. */
export interface LayerPainting {
  readonly picture: HTMLCanvasElement;
  /** In the square units that `transform` counts in. */
  readonly image: Size;
  readonly transform: ViewTransform;
  /** In device pixels. */
  readonly canvas: Size;
}

/** A raster ready to be drawn again and again, as panning and zooming ask for it. */
export function pictureOf(raster: RgbaPicture): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  drawRgba(picture, raster);
  return picture;
}

/** Empties the layer and draws the picture exactly over the film. */
export function paintLayer(layer: HTMLCanvasElement, painting: LayerPainting): void {
  const { picture, image, transform, canvas } = painting;
  layer.width = canvas.width;
  layer.height = canvas.height;
  const context = layer.getContext('2d');
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  context.setTransform(...imageMatrix(transform, canvas, image));
  context.drawImage(picture, 0, 0, image.width, image.height);
}
