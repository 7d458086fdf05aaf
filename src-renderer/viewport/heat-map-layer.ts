import { imageToCanvas, type Size, type ViewTransform } from '#common/viewer/view-transform';
import { drawRgba, type RgbaPicture } from './rgba-canvas.ts';

/** A heat map as it shall lie over the film, with the film's own geometry. */
export interface HeatMapPainting {
  readonly raster: RgbaPicture;
  readonly image: Size;
  readonly transform: ViewTransform;
  /** In device pixels. */
  readonly canvas: Size;
}

/** Empties the layer and draws the raster exactly over the film. */
export function paintHeatMap(layer: HTMLCanvasElement, painting: HeatMapPainting): void {
  const { raster, image, transform, canvas } = painting;
  layer.width = canvas.width;
  layer.height = canvas.height;
  const context = layer.getContext('2d');
  if (context === null) return;
  const picture = document.createElement('canvas');
  drawRgba(picture, raster);
  const corner = imageToCanvas(transform, canvas, image, { x: 0, y: 0 });
  const { scale } = transform;
  context.drawImage(picture, corner.x, corner.y, image.width * scale, image.height * scale);
}
