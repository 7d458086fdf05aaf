import { annotationRaster, type AnnotationChoice, type AnnotationRaster } from './annotations.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { deepDisplayValues, displayValues } from './display-values.ts';
import { squareSize } from './frame-size.ts';
import { inTrueColour } from './palette.ts';
import { resampleArea } from './resample-area.ts';
import type { Voi } from './voi.ts';

/** How a frame becomes a picture. */
export interface RenderOptions extends AnnotationChoice {
  readonly voi: Voi;
  readonly invert: boolean;
  readonly bits: 8 | 16;
}

/** A picture of square pixels: grey or RGB, interleaved, in C order. */
export interface RenderedPicture {
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3;
  readonly samples: Uint8ClampedArray | Uint16Array;
}

/**
 * A whole frame as the screen shows it, shutters and overlays included. Where pixels are not square the picture is
 * stretched along their longer side, by linear interpolation of the greys.
 */
export function renderFrame(frame: DecodedFrame, options: RenderOptions): RenderedPicture {
  const coloured = inTrueColour(frame);
  const { rows, columns, samplesPerPixel } = coloured.description.pixels;
  const { voi, invert, bits } = options;
  const samples =
    bits === 8 ? displayValues(coloured, voi, invert) : deepDisplayValues(coloured, voi, invert, bits);
  const raster = annotationRaster(frame, options);
  if (raster) blend(samples, raster, samplesPerPixel, 2 ** bits - 1);
  return squared({ rows, columns, channels: samplesPerPixel, samples }, coloured);
}

/** Lays the raster's greys over the picture by their alpha. */
function blend(
  samples: RenderedPicture['samples'],
  { rgba }: AnnotationRaster,
  channels: number,
  fullScale: number,
): void {
  for (let pixel = 0; 4 * pixel < rgba.length; pixel++) {
    const alpha = rgba[4 * pixel + 3]! / 255;
    if (alpha === 0) continue;
    const over = (rgba[4 * pixel]! / 255) * fullScale * alpha;
    for (let i = pixel * channels; i < (pixel + 1) * channels; i++)
      samples[i] = Math.round(samples[i]! * (1 - alpha) + over);
  }
}

function squared(picture: RenderedPicture, { description }: DecodedFrame): RenderedPicture {
  const { width, height } = squareSize(description.pixels);
  const [rows, columns] = [Math.round(height), Math.round(width)];
  if (rows === picture.rows && columns === picture.columns) return picture;
  const { channels, samples } = picture;
  const stretched = new (samples instanceof Uint16Array ? Uint16Array : Uint8ClampedArray)(
    rows * columns * channels,
  );
  for (let channel = 0; channel < channels; channel++) {
    const values = channelOf(picture, channel);
    const plane = resampleArea({ rows: picture.rows, columns: picture.columns, values }, rows, columns);
    for (let i = 0; i < plane.length; i++) stretched[i * channels + channel] = Math.round(plane[i]!);
  }
  return { rows, columns, channels, samples: stretched };
}

function channelOf({ channels, samples }: RenderedPicture, channel: number): Uint16Array {
  return Uint16Array.from({ length: samples.length / channels }, (_, i) => samples[i * channels + channel]!);
}
