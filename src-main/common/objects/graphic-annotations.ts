import type { Annotation } from '../measure/annotation.ts';
import { shapeTraits } from '../measure/annotation.ts';
import type { Point } from '../viewer/view-transform.ts';
import { axes, closed, corners } from './annotation-coordinates.ts';
import type { AttributeTree } from './attribute-tree.ts';

/** The layer that all of them lie in. */
export const graphicLayer = 'READING';

/**
 * An item of the Graphic Annotation Sequence (PS3.3 C.10.5): its lines, and what stands beside it as a text object.
 * Points count as ours do, from the outer corner of the first pixel.
 */
export function graphicAnnotation(annotation: Annotation, lines: readonly string[]): AttributeTree {
  const graphics = graphicsOf(annotation);
  return {
    GraphicLayer: graphicLayer,
    ...(lines.length > 0 ? { TextObjectSequence: [textObject(annotation, lines)] } : {}),
    ...(graphics.length > 0 ? { GraphicObjectSequence: graphics } : {}),
  };
}

/** Whether anything of it can be written: a text without words cannot. */
export function hasGraphics(annotation: Annotation, lines: readonly string[]): boolean {
  return lines.length > 0 || graphicsOf(annotation).length > 0;
}

function graphicsOf({ shape, points }: Annotation): readonly AttributeTree[] {
  if (shape === 'text' || points.length < shapeTraits[shape].least) return [];
  if (shape === 'probe') return [graphic('POINT', points)];
  if (shape === 'cobb')
    return [graphic('POLYLINE', points.slice(0, 2)), graphic('POLYLINE', points.slice(2))];
  if (shape === 'perpendicular')
    return [graphic('POLYLINE', points.slice(0, 2)), graphic('POINT', points.slice(2))];
  if (shape === 'rectangle') return [graphic('POLYLINE', closed(corners(points)))];
  if (shape === 'ellipse') return [graphic('ELLIPSE', axes(points))];
  return [graphic('POLYLINE', shapeTraits[shape].closed ? closed(points) : points)];
}

function graphic(type: 'POINT' | 'POLYLINE' | 'ELLIPSE', points: readonly Point[]): AttributeTree {
  return {
    GraphicAnnotationUnits: 'PIXEL',
    GraphicDimensions: 2,
    NumberOfGraphicPoints: points.length,
    GraphicData: points.flatMap(({ x, y }) => [x, y]),
    GraphicType: type,
    GraphicFilled: 'N',
  };
}

function textObject({ labelAt, points }: Annotation, lines: readonly string[]): AttributeTree {
  const { x, y } = labelAt ?? points[0]!;
  return {
    UnformattedTextValue: lines.join('\r\n'),
    AnchorPointAnnotationUnits: 'PIXEL',
    AnchorPoint: [x, y],
    AnchorPointVisibility: 'N',
  };
}
