import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { isRegion, shapeTraits, type Annotation } from '../measure/annotation.ts';
import { measure, valueUnit, type Measurement, type Quantity } from '../measure/measure.ts';
import { rulerOf, type Ruler } from '../measure/ruler.ts';
import { coordinatesOf } from './annotation-coordinates.ts';
import { withCharacterSet, type AttributeTree } from './attribute-tree.ts';
import { Concept, OwnConcept, ownCodingScheme, quantityCodes, unitCode, type Code } from './codes.ts';
import { compositeModules, objectKinds, referenceTo, type Making } from './composite.ts';
import { codedItem, container, coordinatesItem, numberItem, textItem, uidItem } from './content-item.ts';
import { documentModule } from './document.ts';
import { imageLibrary, imagingMeasurementReport, viewerObserver } from './measurement-template.ts';
import type { SourceFrame } from './source-identity.ts';
import { trackingIdentifierOf } from './tracking.ts';
import type { ViewState } from './view-state.ts';

/**
 * A Comprehensive SR of TID 1500 (PS3.16) of what a person drew on a film: each annotation is a group with its
 * coordinates, every number that it measures and how lengths are known. Regions go by TID 1410, all else by TID 1501.
 *
 * @returns null where nothing is drawn to its end
 * @throws AppError `not-referable` where the film has no UIDs
 */
export function measurementReport(
  source: SourceFrame,
  frame: DecodedFrame,
  { annotations, calibration }: Pick<ViewState, 'annotations' | 'calibration'>,
  making: Making,
): AttributeTree | null {
  const complete = annotations.filter(({ shape, points }) => points.length >= shapeTraits[shape].least);
  if (complete.length === 0) return null;
  const ruler = rulerOf(frame.description.pixels, source.identity.Modality, calibration);
  const groups = complete.map((annotation) =>
    group({ annotation, measurement: measure(annotation, ruler, frame), ruler, frame }, source, making),
  );
  return withCharacterSet({
    ...compositeModules(source.identity, objectKinds.measurements, making),
    CodingSchemeIdentificationSequence: ownCodingScheme,
    ...documentModule([source], making),
    ...imagingMeasurementReport([
      ...viewerObserver(),
      codedItem('HAS CONCEPT MOD', Concept.procedureReported, Concept.radiographicImaging),
      imageLibrary(source),
      container('CONTAINS', Concept.imagingMeasurements, groups),
    ]),
  });
}

interface Measured {
  readonly annotation: Annotation;
  readonly measurement: Measurement;
  readonly ruler: Ruler;
  readonly frame: DecodedFrame;
}

function group(measured: Measured, source: SourceFrame, making: Making): AttributeTree {
  const { annotation, measurement, ruler } = measured;
  const { type, points } = coordinatesOf(annotation);
  const reference = referenceTo(source);
  const region = isRegion(annotation.shape);
  const place = region
    ? coordinatesItem('CONTAINS', type, points, reference, Concept.imageRegion)
    : coordinatesItem('INFERRED FROM', type, points, reference);
  const text = textOf(annotation, measurement);
  const numbers = numbersOf(measured);
  const isLength = measurement.quantities.some(({ known }) => known !== null);
  return container(
    'CONTAINS',
    Concept.measurementGroup,
    [
      textItem('HAS OBS CONTEXT', Concept.trackingIdentifier, trackingIdentifierOf(annotation.shape)),
      uidItem('HAS OBS CONTEXT', Concept.trackingUniqueIdentifier, making.newUid()),
      ...(region ? [place] : []),
      ...numbers.map(([name, value, unit], index) =>
        numberItem('CONTAINS', name, value, unit, region || index > 0 ? [] : [place]),
      ),
      ...(isLength ? [textItem('CONTAINS', OwnConcept.lengthBasis, ruler.basis)] : []),
      ...(text === ''
        ? []
        : [textItem('CONTAINS', Concept.comment, text, numbers.length > 0 || region ? [] : [place])]),
    ],
    region ? '1410' : '1501',
  );
}

/** What measures nothing needs words to hold its coordinates: its shape's, where nobody wrote any. */
function textOf({ text, shape }: Annotation, { quantities }: Measurement): string {
  return text === '' && quantities.length === 0 ? shapeTraits[shape].words : text;
}

function numbersOf({ measurement, frame }: Measured): readonly (readonly [Code, number, Code])[] {
  const { quantities, statistics } = measurement;
  const measured = quantities.map(
    (one: Quantity) => [quantityCodes[one.name] ?? OwnConcept.value, one.value, unitCode(one.unit)] as const,
  );
  if (statistics === null) return measured;
  const unit = unitCode(valueUnit(frame));
  return [
    ...measured,
    [Concept.mean, statistics.mean, unit],
    [Concept.standardDeviation, statistics.standardDeviation, unit],
    [Concept.minimum, statistics.least, unit],
    [Concept.maximum, statistics.greatest, unit],
    [OwnConcept.pixelCount, statistics.count, Concept.noUnits],
  ];
}
