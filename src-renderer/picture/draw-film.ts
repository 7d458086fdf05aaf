import { physicalPixelSize } from '#common/imaging/pixel-size';
import { AppError } from '#common/errors';
import { pictureCorners, secondReaderLines } from '#common/export/picture-texts';
import { filteredFrame, filterWords } from '#common/imaging/film-filters';
import { squareSize } from '#common/imaging/frame-size';
import { opaqueRgba } from '#common/imaging/display-values';
import { renderFrame } from '#common/imaging/render-frame';
import { hasPrediction } from '#common/viewer/finding';
import { cornerLines } from '#common/viewer/corner-texts';
import { corners, type Corner } from '#common/viewer/corner-layout';
import { asStored, extentOnScreen, isSquare, orientationWords } from '#common/viewer/film-orientation';
import { heatMapRaster } from '#common/viewer/heat-map';
import { edgeLetters, lateralityMark } from '#common/viewer/orientation';
import { imageMatrix, type Size, type ViewTransform } from '#common/viewer/view-transform';
import { voiLine } from '#common/viewer/voi-presets';
import { say } from '../words.svelte.ts';
import { drawRgba } from '../viewport/rgba-canvas.ts';
import { drawAnnotations } from './draw-annotations.ts';
import { Lettering, type Line } from './lettering.ts';
import type { FilmSubject, PictureContent } from './film-subject.ts';

/** Chromium's canvases go no further. */
const longestSide = 16_384;
/** Letters are as large against the film as on a screen that shows this many pixels of it. */
const screenSide = 1000;

/**
 * A film as a picture of its own, a square unit of it one pixel, under the window, inversion and filters of its view.
 * What says that it is not the film as it came (flipped, turned, filtered, synthetic) always stands on it.
 *
 * @throws AppError `image-too-large`
 */
export function drawFilm(subject: FilmSubject, content: PictureContent): HTMLCanvasElement {
  const { frame, view } = subject;
  const image = squareSize(frame.description.pixels);
  const orientation = content.lying === 'displayed' ? view.orientation : asStored;
  const extent = extentOnScreen(orientation, image);
  const size = { width: Math.round(extent.width), height: Math.round(extent.height) };
  if (Math.max(size.width, size.height) > longestSide)
    throw new AppError('image-too-large', 'The film is larger than a picture can be.');
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const context = canvas.getContext('2d');
  if (context === null) throw new AppError('image-too-large', 'There is no room for the picture.');
  const transform: ViewTransform = { scale: 1, x: 0, y: 0, orientation };
  context.fillRect(0, 0, size.width, size.height);
  drawPixels(context, subject, transform, size, image);
  const density = Math.max(1, Math.max(size.width, size.height) / screenSide);
  if (content.secondReader) drawAttention(context, subject, transform, size, image);
  context.setTransform(density, 0, 0, density, 0, 0);
  const area = { width: size.width / density, height: size.height / density };
  if (content.annotations) drawAnnotations(context, subject, { transform, canvas: size, image, density });
  drawTexts(new Lettering(context, area), subject, content, orientation);
  return canvas;
}

function drawPixels(
  context: CanvasRenderingContext2D,
  { frame, ownVoi, view, overlays, shutter }: FilmSubject,
  transform: ViewTransform,
  size: Size,
  image: Size,
): void {
  const { invert, filters } = view;
  const voi = view.voi ?? ownVoi;
  const shown = filteredFrame(frame, ownVoi, filters);
  const { rows, columns, channels, samples } = renderFrame(shown, {
    voi,
    invert,
    bits: 8,
    overlays,
    shutter,
  });
  const film = document.createElement('canvas');
  drawRgba(film, { rows, columns, rgba: opaqueRgba(samples as Uint8ClampedArray, channels) });
  context.save();
  context.imageSmoothingEnabled = !isSquare(transform.orientation);
  context.imageSmoothingQuality = 'high';
  context.setTransform(...imageMatrix(transform, size, image));
  context.drawImage(film, 0, 0, image.width, image.height);
  context.restore();
}

function drawAttention(
  context: CanvasRenderingContext2D,
  { result, attention, heatMapOpacity }: FilmSubject,
  transform: ViewTransform,
  size: Size,
  image: Size,
): void {
  if (result === null || attention === null || !hasPrediction(result)) return;
  const map = document.createElement('canvas');
  drawRgba(map, heatMapRaster(result.attentionMap, attention));
  context.save();
  context.globalAlpha = heatMapOpacity;
  context.imageSmoothingQuality = 'high';
  context.setTransform(...imageMatrix(transform, size, image));
  context.drawImage(map, 0, 0, image.width, image.height);
  context.restore();
}

function drawTexts(
  lettering: Lettering,
  subject: FilmSubject,
  content: PictureContent,
  orientation: FilmSubject['view']['orientation'],
): void {
  const { entry, view, frame, result, model } = subject;
  const { attributes } = entry;
  const marks = [
    orientationWords(orientation),
    filterWords(view.filters),
    view.invert ? say('Inverted') : null,
  ].filter((words) => words !== null);
  const lines: Record<Corner, Line[]> = { topLeft: [], topRight: [], bottomLeft: [], bottomRight: [] };
  if (content.texts) {
    const layout = pictureCorners(subject.corners, content.identity);
    const facts = factsOf(subject);
    for (const corner of corners)
      lines[corner].push(...cornerLines(layout[corner], facts, 'full').map(({ text }) => ({ text })));
    const side = lateralityMark(attributes);
    if (side) lines.topRight.unshift({ text: side, large: true });
    lettering.edges(edgeLetters(attributes.patientOrientation, orientation));
  }
  if (frame.description.pixels.lossy && content.texts)
    lines.bottomRight.unshift({ text: say('lossy compression') });
  lines.bottomRight.unshift(...marks.map((text) => ({ text })));
  if (attributes.synthetic)
    lines.bottomLeft.push({
      text: say('Synthetic: demonstration on a synthetic film, the number means nothing'),
    });
  if (content.secondReader)
    lines.bottomLeft.push(...secondReaderLines(result, model, say).map((text) => ({ text })));
  for (const corner of corners) lettering.corner(corner, lines[corner]);
}

function factsOf({ entry, frame, view, ownVoi, presets }: FilmSubject) {
  const { spacing } = frame.description.pixels;
  return {
    image: entry,
    pixelSize: physicalPixelSize(spacing, entry.attributes.modality),
    window: voiLine(presets, view.voi ?? ownVoi),
    zoom: null,
  };
}
