import type { Point } from '../viewer/view-transform.ts';
import type { AttributeTree } from './attribute-tree.ts';
import { codeItem, type Code } from './codes.ts';

/** How a content item stands to the one above it (PS3.3 table C.17.3-8). */
export type Relationship =
  'CONTAINS' | 'HAS CONCEPT MOD' | 'HAS OBS CONTEXT' | 'HAS ACQ CONTEXT' | 'INFERRED FROM' | 'SELECTED FROM';

/** A CONTAINER, of a template where a number is given; the root of a document has no relationship. */
export function container(
  relationship: Relationship | null,
  name: Code,
  content: readonly AttributeTree[],
  template?: string,
): AttributeTree {
  return {
    ...(relationship === null ? {} : { RelationshipType: relationship }),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeItem(name)],
    ContinuityOfContent: 'SEPARATE',
    ...(template === undefined
      ? {}
      : { ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: template }] }),
    ContentSequence: content,
  };
}

export function textItem(
  relationship: Relationship,
  name: Code,
  text: string,
  content: readonly AttributeTree[] = [],
): AttributeTree {
  return { ...item(relationship, 'TEXT', name), TextValue: text, ...children(content) };
}

/** A CODE, with items that qualify it. */
export function codedItem(
  relationship: Relationship,
  name: Code,
  value: Code,
  content: readonly AttributeTree[] = [],
): AttributeTree {
  return {
    ...item(relationship, 'CODE', name),
    ConceptCodeSequence: [codeItem(value)],
    ...children(content),
  };
}

/** A NUM; a decimal string holds 16 characters (PS3.5 table 6.2-1). */
export function numberItem(
  relationship: Relationship,
  name: Code,
  value: number,
  unit: Code,
  content: readonly AttributeTree[] = [],
): AttributeTree {
  return {
    ...item(relationship, 'NUM', name),
    MeasuredValueSequence: [
      { NumericValue: decimalString(value), MeasurementUnitsCodeSequence: [codeItem(unit)] },
    ],
    ...children(content),
  };
}

/** The kinds of spatial coordinates (PS3.3 C.18.6.1.2). */
export type GraphicType = 'POINT' | 'MULTIPOINT' | 'POLYLINE' | 'CIRCLE' | 'ELLIPSE';

/**
 * An SCOORD on an image.
 *
 * @param points columns and rows, from the outer corner of the first pixel (PS3.3 C.18.6.1.1)
 */
export function coordinatesItem(
  relationship: Relationship,
  type: GraphicType,
  points: readonly Point[],
  reference: AttributeTree,
  name?: Code,
): AttributeTree {
  return {
    RelationshipType: relationship,
    ValueType: 'SCOORD',
    ...(name === undefined ? {} : { ConceptNameCodeSequence: [codeItem(name)] }),
    GraphicType: type,
    GraphicData: points.flatMap(({ x, y }) => [x, y]),
    ContentSequence: [imageItem('SELECTED FROM', reference)],
  };
}

export function uidItem(relationship: Relationship, name: Code, uid: string): AttributeTree {
  return { ...item(relationship, 'UIDREF', name), UID: uid };
}

/** An IMAGE, which has a name only where it plays a part. */
export function imageItem(
  relationship: Relationship,
  reference: AttributeTree,
  name?: Code,
  content: readonly AttributeTree[] = [],
): AttributeTree {
  return {
    RelationshipType: relationship,
    ValueType: 'IMAGE',
    ...(name === undefined ? {} : { ConceptNameCodeSequence: [codeItem(name)] }),
    ReferencedSOPSequence: [reference],
    ...children(content),
  };
}

/** The shortest text of VR DS that keeps as much of a number as its 16 characters can. */
export function decimalString(value: number): string {
  const whole = String(value);
  if (whole.length <= 16) return whole;
  for (let digits = 15; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  return '0';
}

function children(content: readonly AttributeTree[]): AttributeTree {
  return content.length > 0 ? { ContentSequence: content } : {};
}

function item(relationship: Relationship, valueType: string, name: Code): AttributeTree {
  return {
    RelationshipType: relationship,
    ValueType: valueType,
    ConceptNameCodeSequence: [codeItem(name)],
  };
}
