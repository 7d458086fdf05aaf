import type { Values } from '../dicom/data-set.ts';
import { Tag } from '../dicom/tags.ts';
import type {
  FoundDrawing,
  FoundObject,
  ObjectHeading,
  PresentedArea,
  PresentedWindow,
} from './found-object.ts';
import { readPoints, readReferences, withinLimits } from './read-references.ts';

/** A softcopy presentation state (PS3.3 A.33.1 and A.33.2): how its images are shown, and what is drawn on them. */
export function readPresentation(
  values: Values,
  heading: Omit<ObjectHeading, 'images' | 'isCut'>,
): FoundObject {
  const series = values.sequence(Tag.referencedSeriesSequence);
  const annotations = values.sequence(Tag.graphicAnnotationSequence);
  const { drawings, isCut } = withinLimits(annotations.flatMap(drawingsOf));
  const [slope] = values.decimals(Tag.rescaleSlope);
  const [intercept] = values.decimals(Tag.rescaleIntercept);
  const isRescaled = Number.isFinite(slope) && slope !== 0 && Number.isFinite(intercept);
  return {
    ...heading,
    kind: 'presentationState',
    title: [values.text(Tag.contentLabel), values.text(Tag.contentDescription)]
      .filter((text) => text !== null && text !== '')
      .join(': '),
    images: series.flatMap((one) => readReferences(one.sequence(Tag.referencedImageSequence))),
    isCut,
    presentation: {
      rescale: isRescaled ? { slope: slope!, intercept: intercept! } : null,
      windows: values.sequence(Tag.softcopyVoiLutSequence).flatMap(windowOf),
      lowIsBright: values.text(Tag.presentationLutShape) === 'INVERSE',
      rotation: [0, 90, 180, 270].includes(values.uint16(Tag.imageRotation) ?? 0)
        ? (values.uint16(Tag.imageRotation) ?? 0)
        : 0,
      flipped: values.text(Tag.imageHorizontalFlip) === 'Y',
      areas: values.sequence(Tag.displayedAreaSelectionSequence).flatMap(areaOf),
    },
    drawings,
  };
}

function windowOf(item: Values): readonly PresentedWindow[] {
  const [center] = item.decimals(Tag.windowCenter);
  const [width] = item.decimals(Tag.windowWidth);
  const name = item.text(Tag.voiLutFunction);
  const isWindow = Number.isFinite(center) && Number.isFinite(width) && width! > 0;
  if (!isWindow) return [];
  const on = readReferences(item.sequence(Tag.referencedImageSequence));
  const known = name === 'SIGMOID' || name === 'LINEAR_EXACT' ? name : 'LINEAR';
  return [{ on, center: center!, width: width!, function: known }];
}

function areaOf(item: Values): readonly PresentedArea[] {
  const [topLeft] = readPoints(item.binary(Tag.displayedAreaTopLeftHandCorner, 'SL'));
  const [bottomRight] = readPoints(item.binary(Tag.displayedAreaBottomRightHandCorner, 'SL'));
  if (topLeft === undefined || bottomRight === undefined) return [];
  return [{ on: readReferences(item.sequence(Tag.referencedImageSequence)), topLeft, bottomRight }];
}

function drawingsOf(annotation: Values): readonly FoundDrawing[] {
  const on = readReferences(annotation.sequence(Tag.referencedImageSequence));
  const graphics = annotation.sequence(Tag.graphicObjectSequence).flatMap((graphic): FoundDrawing[] => {
    const points = readPoints(graphic.binary(Tag.graphicData, 'FL'));
    const type = graphic.text(Tag.graphicType) ?? '';
    const unit = unitOf(graphic.text(Tag.graphicAnnotationUnits));
    return points.length === 0 ? [] : [{ on, type, points, unit, text: '', shape: null }];
  });
  const texts = annotation.sequence(Tag.textObjectSequence).flatMap((object): FoundDrawing[] => {
    const text = (object.text(Tag.unformattedTextValue) ?? '').replaceAll('\r\n', '\n');
    const anchored = readPoints(object.binary(Tag.anchorPoint, 'FL'));
    const points =
      anchored.length > 0 ? anchored : readPoints(object.binary(Tag.boundingBoxTopLeftHandCorner, 'FL'));
    const unit = unitOf(
      object.text(anchored.length > 0 ? Tag.anchorPointAnnotationUnits : Tag.boundingBoxAnnotationUnits),
    );
    const isText = text !== '' && points.length > 0;
    return isText ? [{ on, type: 'TEXT', points: points.slice(0, 1), unit, text, shape: null }] : [];
  });
  return [...graphics, ...texts];
}

function unitOf(units: string | null): FoundDrawing['unit'] {
  return units === 'DISPLAY' ? 'display' : 'pixel';
}
