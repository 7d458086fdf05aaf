import { dicomFile, type Attribute } from './dicom-bytes.ts';

/** One directory record; `file` is its Referenced File ID. */
export interface DirectoryRecord {
  readonly type: string;
  readonly file?: readonly string[];
  readonly PatientName?: string;
  readonly StudyDate?: string;
}

/** A DICOMDIR of the records in order, its offsets all zero (PS3.3 F.3). */
export function dicomDirectory(records: readonly DirectoryRecord[]): Uint8Array {
  const items = Buffer.concat(records.map((record) => item(elementsOf(record))));
  const sequence = dicomFile('1.2.840.10008.1.2.1', [[0x0004, 0x1220, 'SQ', items]]);
  const [beforeMeta, rest] = [sequence.subarray(0, 132), sequence.subarray(132)];
  const classUid = Buffer.from('1.2.840.10008.1.3.10');
  return Buffer.concat([beforeMeta, header(0x0002, 0x0002, 'UI', classUid.length), classUid, rest]);
}

function elementsOf({ type, file, PatientName, StudyDate }: DirectoryRecord): Buffer {
  const attributes: Attribute[] = [
    [0x0004, 0x1430, 'CS', type],
    ...(file === undefined ? [] : [[0x0004, 0x1500, 'CS', file.join('\\')] as const]),
    ...(StudyDate === undefined ? [] : [[0x0008, 0x0020, 'DA', StudyDate] as const]),
    ...(PatientName === undefined ? [] : [[0x0010, 0x0010, 'PN', PatientName] as const]),
  ];
  attributes.sort(([a, b], [c, d]) => a - c || b - d);
  return Buffer.from(dicomFile(null, attributes));
}

function item(content: Buffer): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt16LE(0xfffe, 0);
  start.writeUInt16LE(0xe000, 2);
  start.writeUInt32LE(content.length, 4);
  return Buffer.concat([start, content]);
}

function header(group: number, element: number, vr: string, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(group, 0);
  bytes.writeUInt16LE(element, 2);
  bytes.write(vr, 4, 'latin1');
  bytes.writeUInt16LE(length, 6);
  return bytes;
}
