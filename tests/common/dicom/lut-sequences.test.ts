import { readImagePixelModule } from '#common/dicom/image-pixel-module';
import { parseDataSet } from '#common/dicom/parse';
import {
  dicomFile,
  endlessItems,
  greyFile,
  greyModule,
  items,
  withAttributes,
  type Attribute,
  type Encoding,
} from '../../support/dicom-bytes.ts';

const read = (...changes: Attribute[]) => readImagePixelModule(parseDataSet(greyFile(1, 2, ...changes)));
const signed: Attribute = [0x0028, 0x0103, 'US', [1]];
const intercept = (value: string): Attribute => [0x0028, 0x1052, 'DS', value];

const tableOf = (vr: string, descriptor: readonly number[], data: Attribute[3]): Attribute[] => [
  [0x0028, 0x3002, vr, descriptor],
  [0x0028, 0x3003, 'LO', 'BONE'],
  [0x0028, 0x3006, 'OW', data],
];
const voi = (...table: Attribute[][]): Attribute => [0x0028, 0x3010, 'SQ', items(table)];
const modality = (...table: Attribute[][]): Attribute => [0x0028, 0x3000, 'SQ', items(table)];

describe('the lookup tables of an image', () => {
  it('are read with what their descriptor says', () => {
    const { modalityLut, voiLuts } = read(
      modality(tableOf('US', [3, 10, 12], [0, 7, 4095])),
      voi(tableOf('US', [2, 1, 16], [5, 65535]), tableOf('US', [2, 0, 10], [0, 1023])),
    );
    expect(modalityLut).toEqual({
      firstMapped: 10,
      entries: Uint16Array.of(0, 7, 4095),
      bitsPerEntry: 12,
      explanation: 'BONE',
    });
    expect(voiLuts.map(({ firstMapped, entries }) => [firstMapped, ...entries])).toEqual([
      [1, 5, 65535],
      [0, 0, 1023],
    ]);
  });

  it('are read from items without a length too', () => {
    const sequence = endlessItems([tableOf('US', [1, 0, 16], [9])]);
    expect(read([0x0028, 0x3010, 'SQ', sequence]).voiLuts).toHaveLength(1);
  });

  it.each<[string, Encoding]>([
    ['1.2.840.10008.1.2.2', 'bigEndian'],
    ['1.2.840.10008.1.2', 'implicit'],
  ])('are read under %s too', (syntax, encoding) => {
    const sequence: Attribute = [
      0x0028,
      0x3010,
      'SQ',
      items([tableOf('US', [2, 7, 16], [1, 0x1234])], encoding),
    ];
    const image: Attribute[] = [sequence, [0x7fe0, 0x0010, 'OW', [1, 2]]];
    const file = dicomFile(syntax, withAttributes(greyModule(1, 2), ...image), encoding);
    expect(readImagePixelModule(parseDataSet(file)).voiLuts).toEqual([
      { firstMapped: 7, entries: Uint16Array.of(1, 0x1234), bitsPerEntry: 16, explanation: 'BONE' },
    ]);
  });

  it('hold 65,536 entries where the descriptor says 0', () => {
    const data = Array.from({ length: 65536 }, (_, i) => i);
    const { entries } = read(voi(tableOf('US', [0, 0, 16], data))).voiLuts[0]!;
    expect([entries.length, entries[65535]]).toEqual([65536, 65535]);
  });

  it.each([
    ['packed two to a word', Uint8Array.of(1, 2, 250, 0), [1, 2, 250]],
    ['a word each', Uint8Array.of(1, 0, 2, 0, 250, 0), [1, 2, 250]],
  ])('may have 8-bit entries %s', (_, data, expected) => {
    const [table] = read(voi(tableOf('US', [3, 0, 8], data))).voiLuts;
    expect([...table!.entries]).toEqual(expected);
  });

  // 0xff9c is 65,436 or -100.
  it.each<[string, Attribute[], number]>([
    ['signed by its VR', [voi(tableOf('SS', [1, 0xff9c, 16], [0]))], -100],
    ['unsigned by its VR and its inputs', [voi(tableOf('US', [1, 0xff9c, 16], [0]))], 65436],
    ['signed where no input can be as high', [signed, voi(tableOf('US', [1, 0xff9c, 16], [0]))], -100],
    [
      'unsigned where inputs are as high',
      [intercept('-1024'), voi(tableOf('US', [1, 0xd000, 16], [0]))],
      0xd000,
    ],
  ])('begin with an input that is %s', (_, changes, firstMapped) => {
    expect(read(...changes).voiLuts[0]!.firstMapped).toBe(firstMapped);
  });

  it('begin with a signed stored value where the pixels are signed', () => {
    expect(read(signed, modality(tableOf('US', [1, 0xf800, 16], [0]))).modalityLut!.firstMapped).toBe(-2048);
  });

  it.each<[string, Attribute[]]>([
    ['fewer entries than the descriptor says', tableOf('US', [4, 0, 16], [1, 2, 3])],
    ['more entries than the descriptor says', tableOf('US', [2, 0, 16], [1, 2, 3, 4])],
    ['half the bytes that 65,536 entries take', tableOf('US', [0, 0, 16], new Uint8Array(65536))],
    ['an entry above its bits', tableOf('US', [2, 0, 8], [1, 256])],
    ['entries of 17 bits', tableOf('US', [1, 0, 17], [1])],
    ['entries of no bits', tableOf('US', [1, 0, 0], [1])],
    ['no data', tableOf('US', [1, 0, 16], []).slice(0, 2)],
    ['half a descriptor', tableOf('US', [1, 0], [1])],
  ])('are refused with %s', (_, table) => {
    for (const sequence of [voi(table), modality(table)])
      expect(() => read(sequence)).toThrow(expect.objectContaining({ code: 'invalid-attribute' }));
  });
});
