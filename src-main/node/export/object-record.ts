import type { Values } from '#common/dicom/data-set';
import { Tag, type AnyTag } from '#common/dicom/tags';
import type { WrittenElement } from '#common/dicom/write-elements';
import { documents, keySelections, presentationStates } from '#common/objects/read-object';

/** What the directory of a medium says of an object beside its place and its UIDs. */
export interface ObjectRecord {
  /** Directory Record Type (0004,1430). */
  readonly type: 'IMAGE' | 'SR DOCUMENT' | 'KEY OBJECT DOC' | 'PRESENTATION';
  readonly keys: readonly WrittenElement[];
}

/** An attribute that a record copies, with what it copies of the items of a sequence. */
type Copied = readonly [tag: AnyTag, vr: string, items?: readonly Copied[]];

const instanceNumber: Copied = [Tag.instanceNumber, 'IS'];
const contents: readonly Copied[] = [
  [Tag.contentDate, 'DA'],
  [Tag.contentTime, 'TM'],
  instanceNumber,
  [
    Tag.conceptNameCodeSequence,
    'SQ',
    [
      [Tag.codeValue, 'SH'],
      ['x00080102', 'SH'],
      [Tag.codeMeaning, 'LO'],
    ],
  ],
];
const flags: readonly Copied[] = [
  ['x0040a491', 'CS'],
  [Tag.verificationFlag, 'CS'],
];
const references: Copied = [
  Tag.referencedSeriesSequence,
  'SQ',
  [
    [
      Tag.referencedImageSequence,
      'SQ',
      [
        ['x00081150', 'UI'],
        [Tag.referencedSopInstanceUid, 'UI'],
        [Tag.referencedFrameNumber, 'IS'],
      ],
    ],
    [Tag.seriesInstanceUid, 'UI'],
  ],
];
const presentation: readonly Copied[] = [
  references,
  instanceNumber,
  [Tag.contentLabel, 'CS'],
  [Tag.contentDescription, 'LO'],
  [Tag.presentationCreationDate, 'DA'],
  [Tag.presentationCreationTime, 'TM'],
  ['x00700084', 'PN'],
];

/**
 * The record of an object that Osteon made (PS3.3 F.5.25, F.5.26, F.5.30 and F.5.4): its attributes are copied as they
 * stand in the data set, which is in Explicit VR Little Endian like the directory.
 */
export function objectRecord(values: Values): ObjectRecord {
  const sopClassUid = values.text(Tag.sopClassUid) ?? '';
  if (presentationStates.includes(sopClassUid))
    return { type: 'PRESENTATION', keys: copy(values, presentation) };
  if (sopClassUid === keySelections) return { type: 'KEY OBJECT DOC', keys: copy(values, contents) };
  if (sopClassUid.startsWith(documents))
    return { type: 'SR DOCUMENT', keys: copy(values, [...contents, ...flags]) };
  return { type: 'IMAGE', keys: copy(values, [instanceNumber]) };
}

function copy(values: Values, attributes: readonly Copied[]): readonly WrittenElement[] {
  return attributes
    .filter(([tag]) => values.has(tag))
    .map(([tag, vr, items]) => ({
      ...{ tag, vr },
      value:
        items === undefined
          ? (values.bytes(tag) ?? new Uint8Array(0))
          : values.sequence(tag).map((one) => copy(one, items)),
    }));
}
