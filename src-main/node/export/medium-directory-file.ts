import { randomUUID } from 'node:crypto';
import type { DirectoryFacts } from '#common/dicom/directory-facts';
import { part10Start } from '#common/dicom/part-10-start';
import type { AnyTag } from '#common/dicom/tags';
import { explicitLittleEndian } from '#common/dicom/transfer-syntax';
import { encodeElements, joined, type WrittenElement, type WrittenItem } from '#common/dicom/write-elements';
import { uidOf } from '#common/objects/uid';
import type { ObjectRecord } from './object-record.ts';

/** A file on a medium, with its place from the root down. */
export interface PlacedFile {
  readonly components: readonly string[];
  readonly facts: DirectoryFacts;
  /** Of what is no image of somebody else's; an image by its facts where it is left out. */
  readonly record?: ObjectRecord;
}

interface Node {
  readonly keys: readonly WrittenElement[];
  readonly children: Map<string, Node>;
}

const encoding = { isExplicit: true, isBigEndian: false };
const mediaStorageDirectory = '1.2.840.10008.1.3.10';

/**
 * The bytes of a DICOMDIR (PS3.3 annex F, PS3.10 8.6): patients, studies, series, and images or other objects. A key that must have
 * a value and has none in the file gets one made up in the directory alone, as DCMTK's dcmmkdir does.
 */
export function mediumDirectoryFile(files: readonly PlacedFile[]): Uint8Array {
  const root: Node = { keys: [], children: new Map() };
  for (const file of files) {
    let node = root;
    for (const [key, keys] of levelsOf(file)) {
      const child = node.children.get(key) ?? { keys: keys(), children: new Map() };
      node.children.set(key, child);
      node = child;
    }
  }
  const start = part10Start(mediaStorageDirectory, uidOf(randomUUID()), explicitLittleEndian);
  const offsets = new Map<Node, number>();
  // Offsets count in the file and change no length: measured with zeros, then written.
  const header = encodeElements(fileSetElements(root, offsets), encoding).length;
  let at = start.length + header;
  for (const node of depthFirst(root)) {
    offsets.set(node, at);
    at += 8 + encodeElements(record(node, undefined, offsets), encoding).length;
  }
  const next = followers(root);
  const records = [...depthFirst(root)].map((node) => record(node, next.get(node), offsets));
  const directory = [...fileSetElements(root, offsets).slice(0, -1), sequenceOf(records)];
  return joined([start, encodeElements(directory, encoding)]);
}

function* depthFirst(node: Node): Generator<Node> {
  for (const child of node.children.values()) {
    yield child;
    yield* depthFirst(child);
  }
}

/** The record that follows each one on its level. */
function followers(root: Node): ReadonlyMap<Node, Node | undefined> {
  const following = new Map<Node, Node | undefined>();
  for (const parent of [root, ...depthFirst(root)]) {
    const children = [...parent.children.values()];
    children.forEach((child, i) => following.set(child, children[i + 1]));
  }
  return following;
}

function fileSetElements(root: Node, offsets: ReadonlyMap<Node, number>): readonly WrittenElement[] {
  const patients = [...root.children.values()];
  return [
    text('x00041130', 'CS', 'OSTEON'),
    long('x00041200', offsetOf(patients[0], offsets)),
    long('x00041202', offsetOf(patients.at(-1), offsets)),
    short('x00041212', 0),
    sequenceOf([]),
  ];
}

function sequenceOf(records: readonly WrittenItem[]): WrittenElement {
  return { tag: 'x00041220', vr: 'SQ', value: records };
}

function record(
  { keys, children }: Node,
  next: Node | undefined,
  offsets: ReadonlyMap<Node, number>,
): WrittenItem {
  const [lower] = children.values();
  return [
    long('x00041400', offsetOf(next, offsets)),
    short('x00041410', 0xffff),
    long('x00041420', offsetOf(lower, offsets)),
    ...keys,
  ];
}

function offsetOf(node: Node | undefined, offsets: ReadonlyMap<Node, number>): number {
  return node === undefined ? 0 : (offsets.get(node) ?? 0);
}

type Level = readonly [key: string, keys: () => readonly WrittenElement[]];

/** The place names the level: images of one folder belong to one series. */
function levelsOf({ components, facts, record: own }: PlacedFile): readonly Level[] {
  const [, patient = '', study = '', series = '', image = ''] = components;
  const number = (name: string) => String(Number(name.slice(2)));
  return [
    [
      patient,
      () =>
        withSet('PATIENT', [
          text('x00100010', 'PN', facts.patientName),
          text('x00100020', 'LO', facts.patientId || `UNKNOWN${number(patient)}`),
        ]),
    ],
    [
      study,
      () =>
        withSet('STUDY', [
          text('x00080020', 'DA', facts.studyDate || '19000101'),
          text('x00080030', 'TM', facts.studyTime || '000000'),
          text('x00080050', 'SH', facts.accessionNumber),
          text('x00081030', 'LO', facts.studyDescription),
          text('x0020000d', 'UI', facts.studyInstanceUid),
          text('x00200010', 'SH', facts.studyId || number(study)),
        ]),
    ],
    [
      series,
      () =>
        withSet('SERIES', [
          text('x00080060', 'CS', facts.modality || 'OT'),
          text('x0020000e', 'UI', facts.seriesInstanceUid),
          text('x00200011', 'IS', facts.seriesNumber || number(series)),
        ]),
    ],
    [
      image,
      () => [
        text('x00041430', 'CS', own?.type ?? 'IMAGE'),
        text('x00041500', 'CS', components.join('\\')),
        text('x00041510', 'UI', facts.sopClassUid),
        text('x00041511', 'UI', facts.sopInstanceUid),
        text('x00041512', 'UI', facts.transferSyntaxUid),
        ...(own?.keys ?? [text('x00200013', 'IS', facts.instanceNumber || number(image))]),
      ],
    ],
  ];
}

/** A record says by itself in which character set it is. */
function withSet(type: string, keys: readonly WrittenElement[]): readonly WrittenElement[] {
  const isAscii = keys.every(
    ({ value }) => value instanceof Uint8Array && value.every((byte) => byte < 0x80),
  );
  const set = isAscii ? [] : [text('x00080005', 'CS', 'ISO_IR 192')];
  return [text('x00041430', 'CS', type), ...set, ...keys];
}

function text(tag: AnyTag, vr: string, value: string): WrittenElement {
  return { tag, vr, value: Buffer.from(value, 'utf8') };
}

function long(tag: AnyTag, number: number): WrittenElement {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(number);
  return { tag, vr: 'UL', value };
}

function short(tag: AnyTag, number: number): WrittenElement {
  const value = Buffer.alloc(2);
  value.writeUInt16LE(number);
  return { tag, vr: 'US', value };
}
