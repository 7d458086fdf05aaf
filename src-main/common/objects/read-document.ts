import type { Values } from '../dicom/data-set.ts';
import { Tag } from '../dicom/tags.ts';
import type { FoundDrawing, ImageReference, ObjectHeading, ReportLine } from './found-object.ts';
import { readPoints, readReferences, withinLimits } from './read-references.ts';
import { trackedShape } from './tracking.ts';

const mostLines = 4000;
const deepest = 32;

/** Concepts that a report of measurements is understood by (PS3.16 TID 1410 and TID 1501). */
const measurementGroup = '125007';
const trackingIdentifier = '112039';
const comment = '121106';

type Heading = Omit<ObjectHeading, 'images' | 'isCut'>;

/** What is gathered of a document on the way. */
interface Gathering {
  readonly lines: ReportLine[];
  readonly drawings: FoundDrawing[];
  readonly images: Map<string, ImageReference>;
  isCut: boolean;
}

/** What the coordinates under an item are about. */
interface About {
  readonly text: string;
  readonly tracking: string;
}

/** The content tree of a document (PS3.3 C.17.3) as lines in order, with what its coordinates draw. */
export function readDocument(values: Values, heading: Heading) {
  const gathering: Gathering = { lines: [], drawings: [], images: new Map(), isCut: false };
  for (const study of values.sequence(Tag.currentRequestedProcedureEvidenceSequence))
    for (const series of study.sequence(Tag.referencedSeriesSequence))
      refer(gathering, readReferences(series.sequence(Tag.referencedSopSequence)));
  const title = meaning(values, Tag.conceptNameCodeSequence);
  for (const item of values.sequence(Tag.contentSequence))
    gather(item, 0, { text: '', tracking: '' }, gathering);
  const { lines, images } = gathering;
  const { drawings, isCut } = withinLimits(gathering.drawings);
  const isVerified = values.text(Tag.verificationFlag) === 'VERIFIED';
  return {
    ...heading,
    title,
    isVerified,
    lines,
    drawings,
    images: [...images.values()],
    isCut: isCut || gathering.isCut,
  };
}

function gather(item: Values, depth: number, about: About, gathering: Gathering): void {
  if (depth === deepest || gathering.lines.length >= mostLines) {
    gathering.isCut = true;
    return;
  }
  const type = item.text(Tag.valueType) ?? '';
  const name = meaning(item, Tag.conceptNameCodeSequence);
  const value = valueOf(item, type);
  const children = item.sequence(Tag.contentSequence);
  const references = readReferences(item.sequence(Tag.referencedSopSequence));
  refer(gathering, references);
  if (type === 'SCOORD') draw(item, children, about, gathering);
  else if (name !== '' || value !== '') gathering.lines.push({ depth, name, value });
  const isGroup = code(item, Tag.conceptNameCodeSequence) === measurementGroup;
  const inner: About = isGroup
    ? groupOf(children)
    : about.text === '' && about.tracking === '' && type !== 'CONTAINER'
      ? { text: `${name} ${value}`.trim(), tracking: '' }
      : about;
  for (const child of children) gather(child, depth + 1, inner, gathering);
}

/** What Osteon drew measures itself again; of others the numbers are told as they were written. */
function groupOf(children: readonly Values[]): About {
  const texts = children.map((child) => ({
    concept: code(child, Tag.conceptNameCodeSequence),
    type: child.text(Tag.valueType) ?? '',
    name: meaning(child, Tag.conceptNameCodeSequence),
    value: valueOf(child, child.text(Tag.valueType) ?? ''),
  }));
  const tracking = texts.find(({ concept }) => concept === trackingIdentifier)?.value ?? '';
  const wanted = trackedShape(tracking) === null ? ['NUM', 'CODE'] : [];
  const lines = texts.flatMap(({ concept, type, name, value }) => {
    if (concept === comment) return [value];
    return wanted.includes(type) ? [`${name} ${value}`] : [];
  });
  return { text: lines.join('\n'), tracking };
}

function draw(item: Values, children: readonly Values[], about: About, gathering: Gathering): void {
  const points = readPoints(item.binary(Tag.graphicData, 'FL'));
  if (points.length === 0) return;
  const on = children.flatMap((child) => readReferences(child.sequence(Tag.referencedSopSequence)));
  refer(gathering, on);
  const shape = trackedShape(about.tracking);
  const isWords = shape !== null && about.text === shape;
  const drawing: FoundDrawing = {
    ...{ on, points, shape, unit: 'pixel' },
    type: item.text(Tag.graphicType) ?? '',
    text: isWords ? '' : about.text,
  };
  gathering.drawings.push(drawing);
}

function refer({ images }: Gathering, references: readonly ImageReference[]): void {
  for (const reference of references) {
    const { sopInstanceUid, frames } = reference;
    const known = images.get(sopInstanceUid);
    const both =
      known?.frames && frames ? [...new Set([...known.frames, ...frames])] : (frames ?? known?.frames);
    images.set(sopInstanceUid, { sopInstanceUid, frames: both ?? null });
  }
}

const textTags = {
  TEXT: Tag.textValue,
  DATE: Tag.date,
  TIME: Tag.time,
  DATETIME: Tag.dateTime,
  PNAME: Tag.personName,
  UIDREF: Tag.uid,
} as const;

function valueOf(item: Values, type: string): string {
  if (type === 'CODE') return meaning(item, Tag.conceptCodeSequence);
  if (type === 'NUM') {
    const [measured] = item.sequence(Tag.measuredValueSequence);
    if (measured === undefined) return '';
    const unit = meaning(measured, Tag.measurementUnitsCodeSequence);
    return `${measured.text(Tag.numericValue) ?? ''} ${unit === 'no units' ? '' : unit}`.trim();
  }
  const tag = textTags[type as keyof typeof textTags];
  return tag === undefined ? '' : (item.text(tag) ?? '');
}

function meaning(item: Values, sequence: Parameters<Values['sequence']>[0]): string {
  return item.sequence(sequence)[0]?.text(Tag.codeMeaning) ?? '';
}

function code(item: Values, sequence: Parameters<Values['sequence']>[0]): string {
  return item.sequence(sequence)[0]?.text(Tag.codeValue) ?? '';
}
