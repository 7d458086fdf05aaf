import { pixelShape } from '#common/imaging/frame-size';
import { anatomyOf } from '#common/measure/anatomy';
import { drawnPath, linePath } from '#common/measure/drawn-path';
import { measure } from '#common/measure/measure';
import { labelLines } from '#common/measure/measurement-texts';
import { rulerOf } from '#common/measure/ruler';
import {
  labelFontSize,
  labelLineHeight,
  sceneOf,
  type DrawnAnnotation,
  type DrawnLabel,
  type ScreenMap,
} from '#common/measure/scene';
import { canvasToImage, imageToCanvas, type Size, type ViewTransform } from '#common/viewer/view-transform';
import type { FilmSubject } from './film-subject.ts';

/** How a film lies on a picture. */
export interface Lying {
  readonly transform: ViewTransform;
  /** In pixels of the picture. */
  readonly canvas: Size;
  /** In square units of the film. */
  readonly image: Size;
  /** Pixels of the picture to a CSS pixel of what is drawn. */
  readonly density: number;
}

const rim = 'rgb(0 0 0 / 72%)';

/** What a person drew, labels with their measurements, as on the screen; the context counts in CSS pixels. */
export function drawAnnotations(
  context: CanvasRenderingContext2D,
  { frame, entry, marks }: FilmSubject,
  lying: Lying,
): void {
  const { pixels } = frame.description;
  const ruler = rulerOf(pixels, entry.attributes.modality, marks.calibration);
  const labelled = marks.annotations.map((annotation) => ({
    annotation,
    lines: labelLines(annotation, measure(annotation, ruler, frame)),
  }));
  if (labelled.length === 0) return;
  const map = screenMap(lying, pixelShape(pixels));
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const drawn of sceneOf(labelled, ruler.steps, map, [], anatomyOf(frame))) drawOne(context, drawn);
}

function screenMap(
  { transform, canvas, image, density }: Lying,
  { width, height }: { width: number; height: number },
): ScreenMap {
  return {
    size: { width: canvas.width / density, height: canvas.height / density },
    toScreen(point) {
      const square = { x: point.x * width, y: point.y * height };
      const { x, y } = imageToCanvas(transform, canvas, image, square);
      return { x: x / density, y: y / density };
    },
    toImage(point) {
      const onCanvas = { x: point.x * density, y: point.y * density };
      const { x, y } = canvasToImage(transform, canvas, image, onCanvas);
      return { x: x / width, y: y / height };
    },
  };
}

function drawOne(
  context: CanvasRenderingContext2D,
  { annotation, paths, aids, label }: DrawnAnnotation,
): void {
  stroke(context, drawnPath(annotation.shape, paths), []);
  for (const aid of aids) stroke(context, linePath(aid), [4, 4]);
  if (label) drawLabel(context, label);
}

/** White with a dark rim, so that it shows on bone and on black. */
function stroke(context: CanvasRenderingContext2D, path: string, dashes: number[], width = 1.5): void {
  const line = new Path2D(path);
  context.setLineDash([]);
  context.strokeStyle = rim;
  context.lineWidth = width + 2.5;
  context.stroke(line);
  context.setLineDash(dashes);
  context.strokeStyle = '#fff';
  context.lineWidth = width;
  context.stroke(line);
}

function drawLabel(context: CanvasRenderingContext2D, { lines, box, leader }: DrawnLabel): void {
  if (leader) stroke(context, linePath(leader), [2, 3], 1);
  context.fillStyle = rim;
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.fillStyle = '#fff';
  context.font = `${labelFontSize}px system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif`;
  lines.forEach((line, index) =>
    context.fillText(line, box.left + 4, box.top + 4 + labelLineHeight * (index + 0.76)),
  );
}
