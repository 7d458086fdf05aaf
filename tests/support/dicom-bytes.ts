/** DICOM files byte by byte, so that tests can also write what no proper writer would. */

export type Encoding = 'explicit' | 'implicit' | 'bigEndian';

/** One attribute: group and element, VR, and its value as text, unsigned shorts or bytes. */
export type Attribute = readonly [
  group: number,
  element: number,
  vr: string,
  value: string | readonly number[] | Uint8Array,
];

const longLengthVrs = ['OB', 'OD', 'OF', 'OV', 'OW', 'SQ', 'UC', 'UN', 'UR', 'UT', 'ZZ'];
export const undefinedLength = 0xffffffff;

/** A Part 10 file with preamble and meta header, or without them where `transferSyntaxUid` is null. */
export function dicomFile(
  transferSyntaxUid: string | null,
  attributes: readonly Attribute[],
  encoding: Encoding = 'explicit',
): Uint8Array {
  const dataSet = attributes.map((attribute) => encodeAttribute(attribute, encoding));
  if (transferSyntaxUid === null) return Buffer.concat(dataSet);
  const meta = encodeAttribute([0x0002, 0x0010, 'UI', transferSyntaxUid], 'explicit');
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta, ...dataSet]);
}

/** The Image Pixel module of unsigned 16-bit grey, of the given size. */
export function greyModule(rows: number, columns: number): Attribute[] {
  return [
    [0x0028, 0x0002, 'US', [1]],
    [0x0028, 0x0004, 'CS', 'MONOCHROME2'],
    [0x0028, 0x0010, 'US', [rows]],
    [0x0028, 0x0011, 'US', [columns]],
    [0x0028, 0x0100, 'US', [16]],
    [0x0028, 0x0101, 'US', [16]],
    [0x0028, 0x0102, 'US', [15]],
    [0x0028, 0x0103, 'US', [0]],
  ];
}

/** The attributes with some replaced or added, in ascending order. */
export function withAttributes(
  attributes: readonly Attribute[],
  ...changes: readonly Attribute[]
): Attribute[] {
  const byTag = new Map([...attributes, ...changes].map((one) => [one[0] * 0x10000 + one[1], one]));
  return [...byTag].sort(([a], [b]) => a - b).map(([, attribute]) => attribute);
}

/** Unsigned 16-bit grey of the given size whose pixels count upwards, as an explicit little-endian file. */
export function greyFile(rows: number, columns: number, ...changes: readonly Attribute[]): Uint8Array {
  const pixels = Array.from({ length: rows * columns }, (_, i) => i % 65536);
  return dicomFile(
    '1.2.840.10008.1.2.1',
    withAttributes(greyModule(rows, columns), [0x7fe0, 0x0010, 'OW', pixels], ...changes),
  );
}

/** An encapsulated Pixel Data value: the Basic Offset Table, the fragments and the delimiter. */
export function encapsulated(fragments: readonly Uint8Array[], offsets: readonly number[] = []): Uint8Array {
  const table = Buffer.alloc(4 * offsets.length);
  offsets.forEach((offset, i) => table.writeUInt32LE(offset, 4 * i));
  const items = [table, ...fragments].map((bytes) =>
    Buffer.concat([itemHeader(0xe000, bytes.length), bytes]),
  );
  return Buffer.concat([...items, itemHeader(0xe0dd, 0)]);
}

/** The value of a sequence of defined lengths. */
export function items(
  contents: readonly (readonly Attribute[])[],
  encoding: Encoding = 'explicit',
): Uint8Array {
  const encoded = contents.map((content) =>
    Buffer.concat(content.map((one) => encodeAttribute(one, encoding))),
  );
  return Buffer.concat(
    encoded.flatMap((bytes) => [swapped(itemHeader(0xe000, bytes.length), encoding), bytes]),
  );
}

/** The value of a sequence of undefined length, each of whose items is of undefined length too. */
export function endlessItems(
  contents: readonly (readonly Attribute[])[],
  encoding: 'explicit' | 'implicit' = 'explicit',
): Uint8Array {
  const encoded = contents.map((content) => [
    itemHeader(0xe000, undefinedLength),
    ...content.map((one) => encodeAttribute(one, encoding)),
    itemHeader(0xe00d, 0),
  ]);
  return Buffer.concat([...encoded.flat(), itemHeader(0xe0dd, 0)]);
}

function swapped(header: Buffer, encoding: Encoding): Buffer {
  if (encoding !== 'bigEndian') return header;
  return Buffer.concat([header.subarray(0, 4).swap16(), header.subarray(4).swap32()]);
}

function itemHeader(element: number, length: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16LE(0xfffe, 0);
  header.writeUInt16LE(element, 2);
  header.writeUInt32LE(length, 4);
  return header;
}

function encodeAttribute([group, element, vr, value]: Attribute, encoding: Encoding): Buffer {
  const bytes = valueBytes(value, vr, encoding);
  const isEncapsulated =
    group === 0x7fe0 && vr === 'OB' && bytes.subarray(0, 4).equals(itemHeader(0xe000, 0).subarray(0, 4));
  const endsItself = vr === 'SQ' && bytes.subarray(-8).equals(itemHeader(0xe0dd, 0));
  const length = isEncapsulated || endsItself ? undefinedLength : bytes.length;
  const header = Buffer.alloc(12);
  writeShort(header, group, 0, encoding);
  writeShort(header, element, 2, encoding);
  if (encoding === 'implicit') {
    header.writeUInt32LE(length, 4);
    return Buffer.concat([header.subarray(0, 8), bytes]);
  }
  header.write(vr, 4, 'latin1');
  if (!longLengthVrs.includes(vr)) {
    writeShort(header, length, 6, encoding);
    return Buffer.concat([header.subarray(0, 8), bytes]);
  }
  if (encoding === 'bigEndian') header.writeUInt32BE(length, 8);
  else header.writeUInt32LE(length, 8);
  return Buffer.concat([header, bytes]);
}

function valueBytes(value: Attribute[3], vr: string, encoding: Encoding): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'latin1');
    return text.length % 2 ? Buffer.concat([text, Buffer.from(vr === 'UI' ? '\0' : ' ')]) : text;
  }
  const bytes = Buffer.alloc(2 * value.length);
  value.forEach((number, i) => writeShort(bytes, number, 2 * i, encoding));
  return bytes;
}

function writeShort(target: Buffer, value: number, position: number, encoding: Encoding): void {
  if (encoding === 'bigEndian') target.writeUInt16BE(value, position);
  else target.writeUInt16LE(value, position);
}
