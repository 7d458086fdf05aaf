import { deflateRawSync } from 'node:zlib';
import { readAttributes } from '#common/dicom/attributes';
import { isDicom, parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import {
  dicomFile,
  encapsulated,
  endlessItems,
  greyFile,
  greyModule,
  items,
  withAttributes,
  type Attribute,
} from '../../support/dicom-bytes.ts';

const implicit = '1.2.840.10008.1.2';
const explicit = '1.2.840.10008.1.2.1';
const named: Attribute[] = [
  [0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
  [0x0008, 0x0060, 'CS', 'DX'],
  [0x0010, 0x0010, 'PN', 'Made^Up'],
  ...withAttributes(greyModule(2, 3), [0x7fe0, 0x0010, 'OW', [1, 2, 3, 4, 5, 6]]),
];

/** A Part 10 file of a deflated data set. */
function deflatedFile(deflated: Uint8Array): Uint8Array {
  return Buffer.concat([dicomFile('1.2.840.10008.1.2.1.99', []), deflated]);
}

/** Empty attributes (0011,0000) of VR SH. */
const many = Buffer.alloc(8 * 300_000, '\x11\0\0\0SH\0\0');

/** Sequences of undefined length, each in the one item of the one around it. */
function nested(depth: number): Attribute[] {
  const empty = encodedItems(endlessItems([[]]));
  const [open, close] = [empty.subarray(0, 20), empty.subarray(20)];
  const value = [...Array<Uint8Array>(depth).fill(open), ...Array<Uint8Array>(depth).fill(close)];
  return [...named.slice(0, 2), [0x0009, 0x1001, 'SQ', Buffer.concat(value).subarray(12)]];
}

/** The element (0009,1001) with its value. */
function encodedItems(value: Uint8Array): Uint8Array {
  return dicomFile(null, [[0x0009, 0x1001, 'SQ', value]]);
}

describe('parseDataSet', () => {
  it.each([
    ['an explicit Part 10 file', dicomFile(explicit, named), explicit],
    ['an implicit Part 10 file', dicomFile(implicit, named, 'implicit'), implicit],
    ['an explicit data set on its own', dicomFile(null, named), explicit],
    ['an implicit data set on its own', dicomFile(null, named, 'implicit'), implicit],
    ['a meta header without preamble', dicomFile(explicit, named).subarray(132), explicit],
    ['a file that says explicit and is implicit', dicomFile(explicit, named, 'implicit'), implicit],
    ['a file that says implicit and is explicit', dicomFile(implicit, named), explicit],
    ['a big-endian data set on its own', dicomFile(null, named, 'bigEndian'), '1.2.840.10008.1.2.2'],
    ['a file without its preamble', dicomFile(explicit, named).subarray(128), explicit],
    [
      'a preamble without its four letters',
      Buffer.from(dicomFile(explicit, named)).fill(0, 128, 132),
      explicit,
    ],
    ['a file that says big-endian and is not', dicomFile('1.2.840.10008.1.2.2', named), explicit],
    ['a file that says deflated and is not', dicomFile('1.2.840.10008.1.2.1.99', named), explicit],
    ['a big-endian file', dicomFile('1.2.840.10008.1.2.2', named, 'bigEndian'), '1.2.840.10008.1.2.2'],
  ])('reads %s', (_, bytes, syntax) => {
    const dataSet = parseDataSet(bytes);
    expect(dataSet.transferSyntax.uid).toBe(syntax);
    expect(dataSet.text(Tag.patientName)).toBe('Made^Up');
    expect([dataSet.uint16(Tag.rows), dataSet.uint16(Tag.columns)]).toEqual([2, 3]);
    expect(dataSet.pixelData).toMatchObject({ offset: bytes.length - 12, length: 12 });
  });

  it.each([
    ['no DICOM at all', Buffer.from('<html><body>404</body></html>'.repeat(20)), 'not-an-image'],
    ['a file that ends in its meta header', greyFile(2, 2).subarray(0, 150), 'truncated-file'],
    ['a file that ends after its meta header', greyFile(2, 2).subarray(0, 160), 'truncated-file'],
    ['a made-up transfer syntax', dicomFile('1.2.3.4', named), 'unknown-transfer-syntax'],
    ['a deflated part that is none', deflatedFile(Buffer.alloc(60, 0xff)), 'malformed-file'],
    [
      'a deflated part that is cut',
      deflatedFile(deflateRawSync(dicomFile(null, named)).subarray(0, 99)),
      'truncated-file',
    ],
    ['sequences nested 20,000 deep', dicomFile(explicit, nested(20_000)), 'nested-too-deep'],
    ['sequences that nothing ends', dicomFile(explicit, nested(3)).subarray(0, -16), 'truncated-file'],
    [
      '300,000 attributes',
      Buffer.concat([dicomFile(explicit, named.slice(0, 3)), many]),
      'too-many-elements',
    ],
    ['an element longer than the file', dicomFile(null, [...named.slice(0, 3), [9, 1, 'UT', '']]), null],
  ])('refuses %s', (_, bytes, code) => {
    if (code === null) {
      const cut = Buffer.from(bytes);
      cut.writeUInt32LE(1000, cut.length - 4);
      expect(() => parseDataSet(cut)).toThrow(expect.objectContaining({ code: 'truncated-file' }));
    } else expect(() => parseDataSet(bytes)).toThrow(expect.objectContaining({ code }));
  });

  it('never fails but with a code, wherever a file is cut', () => {
    const whole = dicomFile(implicit, named, 'implicit');
    for (let length = 0; length < whole.length - 12; length++) {
      const codes = ['not-an-image', 'truncated-file', 'malformed-file', 'missing'];
      let code = 'missing';
      try {
        // A cut between two elements leaves a whole data set; it just has no pixels.
        if (parseDataSet(whole.subarray(0, length)).pixelData !== null) code = 'pixels';
      } catch (thrown) {
        code = (thrown as { code: string }).code;
      }
      expect(codes).toContain(code);
    }
  });

  it.each([
    ['JPEG baseline', [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11], '1.2.840.10008.1.2.4.50'],
    ['12-bit JPEG', [0xff, 0xd8, 0xff, 0xc1, 0, 11], '1.2.840.10008.1.2.4.51'],
    ['lossless JPEG', [0xff, 0xd8, 0xff, 0xc3, 0, 11], '1.2.840.10008.1.2.4.57'],
    ['JPEG-LS', [0xff, 0xd8, 0xff, 0xf7, 0, 11], '1.2.840.10008.1.2.4.81'],
    ['JPEG 2000', [0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0], '1.2.840.10008.1.2.4.91'],
    ['HTJ2K', [0xff, 0x4f, 0xff, 0x51, 0, 41, 0x40, 0], '1.2.840.10008.1.2.4.203'],
    ['RLE', [1, 0, 0, 0, 64, ...Array<number>(59).fill(0)], '1.2.840.10008.1.2.5'],
    ['nothing known', Array<number>(64).fill(7), '1.2.840.10008.1.2.1.98'],
  ])('finds %s in a file that says it is uncompressed', (_, begin, syntax) => {
    const frame = Uint8Array.from([...begin, ...Array<number>(60).fill(0)]);
    const pixelData: Attribute = [0x7fe0, 0x0010, 'OB', encapsulated([frame])];
    const dataSet = parseDataSet(dicomFile(explicit, withAttributes(greyModule(2, 3), pixelData)));
    expect(dataSet).toMatchObject({ transferSyntax: { uid: syntax }, transferSyntaxSniffed: true });
  });

  it.each(['1.2.840.10008.1.2.4.70', '1.2.840.10008.1.2.1.98', '1.2.840.10008.1.2.8.1'])(
    'takes uncompressed pixels under %s for what they are',
    (syntax) => {
      const dataSet = parseDataSet(dicomFile(syntax, named));
      expect(dataSet).toMatchObject({ transferSyntax: { uid: explicit }, transferSyntaxSniffed: true });
    },
  );

  it.each<[string, Attribute]>([
    ['a VR of no meaning, whose length is short', [0x0009, 0x1001, '??', 'private']],
    ['a VR to come, whose length is long', [0x0009, 0x1001, 'ZZ', Buffer.from('private ')]],
    ['a VR that dicom-parser does not know', [0x0009, 0x1001, 'OV', Buffer.alloc(8)]],
  ])('reads on after %s', (_, attribute) => {
    const dataSet = parseDataSet(dicomFile(explicit, withAttributes(named, attribute)));
    expect([dataSet.uint16(Tag.rows), dataSet.pixelData?.length]).toEqual([2, 12]);
  });

  it('reads on after an element that was left in implicit VR', () => {
    const stray = dicomFile(null, [[0x0009, 0x1001, 'LO', 'private ']], 'implicit');
    const bytes = Buffer.concat([
      dicomFile(explicit, named.slice(0, 2)),
      stray,
      dicomFile(null, named.slice(2)),
    ]);
    expect(parseDataSet(bytes).uint16(Tag.columns)).toBe(3);
  });

  it('leaves a syntax alone that its content bears out', () => {
    expect(parseDataSet(dicomFile(explicit, named)).transferSyntaxSniffed).toBe(false);
  });

  it.each<[string, Attribute]>([
    [
      'defined',
      [0x0028, 0x3010, 'SQ', items([[[0x0028, 0x3003, 'LO', 'ONE']], [[0x0028, 0x3003, 'LO', 'TWO']]])],
    ],
    [
      'undefined',
      [
        0x0028,
        0x3010,
        'SQ',
        endlessItems([[[0x0028, 0x3003, 'LO', 'ONE']], [[0x0028, 0x3003, 'LO', 'TWO']]]),
      ],
    ],
  ])('reads the items of a sequence of %s length', (_, sequence) => {
    const dataSet = parseDataSet(dicomFile(explicit, withAttributes(named, sequence)));
    expect(dataSet.sequence(Tag.voiLutSequence).map((item) => item.text(Tag.lutExplanation))).toEqual([
      'ONE',
      'TWO',
    ]);
    expect(dataSet.pixelData).not.toBeNull();
  });

  it('does not take a text or a PNG for DICOM', () => {
    expect(isDicom(Buffer.from('An ordinary sentence.'))).toBe(false);
    expect(isDicom(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toBe(false);
  });
});

describe('readAttributes', () => {
  const read = (...changes: Attribute[]) => readAttributes(parseDataSet(greyFile(1, 1, ...changes)));

  it('leaves absent and empty attributes null', () => {
    expect(read([0x0010, 0x0020, 'LO', '']).patientId).toBeNull();
    expect(new Set(Object.values(read()))).toEqual(new Set([null, false]));
  });

  it('falls back on Laterality for the side', () => {
    expect(read([0x0020, 0x0060, 'CS', 'L']).imageLaterality).toBe('L');
    expect(read([0x0020, 0x0060, 'CS', 'L'], [0x0020, 0x0062, 'CS', 'R']).imageLaterality).toBe('R');
  });

  it('keeps markup in a name as the text that it is', () => {
    const name = '<img src=x onerror=alert(1)>^"&';
    expect(read([0x0010, 0x0010, 'PN', name]).patientName).toBe(name);
  });

  it('reads names in UTF-8 where the file says so', () => {
    const bytes = Buffer.from('Müller^Jörg ', 'utf8');
    const attributes = read([0x0008, 0x0005, 'CS', 'ISO_IR 192'], [0x0010, 0x0010, 'PN', bytes]);
    expect(attributes.patientName).toBe('Müller^Jörg');
  });

  it('calls only the films of the app itself synthetic', () => {
    expect(read([0x0008, 0x0008, 'CS', 'DERIVED\\SECONDARY\\SYNTHETIC']).synthetic).toBe(true);
    expect(read([0x0008, 0x0008, 'CS', 'DERIVED\\SYNTHETIC']).synthetic).toBe(false);
  });
});
