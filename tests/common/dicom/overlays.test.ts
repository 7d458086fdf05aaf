import { readImagePixelModule } from '#common/dicom/image-pixel-module';
import { readOverlays } from '#common/dicom/overlays';
import { parseDataSet } from '#common/dicom/parse';
import { greyFile, type Attribute } from '../../support/dicom-bytes.ts';

const plane = (rows: number, columns: number, ...changes: Attribute[]): Attribute[] => [
  [0x6002, 0x0010, 'US', [rows]],
  [0x6002, 0x0011, 'US', [columns]],
  [0x6002, 0x0040, 'CS', 'G'],
  [0x6002, 0x0050, 'SS', [1, 1]],
  [0x6002, 0x0100, 'US', [1]],
  [0x6002, 0x0102, 'US', [0]],
  ...changes,
];
const data = (...words: number[]): Attribute => [0x6002, 0x3000, 'OW', words];

function read(frame: number, cells: Uint16Array | null, ...changes: Attribute[]) {
  const dataSet = parseDataSet(greyFile(2, 3, ...changes));
  return readOverlays(dataSet, readImagePixelModule(dataSet), frame, cells);
}

describe('readOverlays', () => {
  it('reads the bits of a plane, lowest first', () => {
    // 101100 of 2 x 3, from the lowest bit upwards: 0b001101.
    expect(read(0, null, ...plane(2, 3, data(0b001101)), [0x6002, 0x1500, 'LO', 'MARK'])).toEqual([
      {
        group: 0x6002,
        type: 'G',
        label: 'MARK',
        rows: 2,
        columns: 3,
        origin: [1, 1],
        bits: Uint8Array.of(1, 0, 1, 1, 0, 0),
      },
    ]);
  });

  it('leaves a plane where it lies, also outside the image', () => {
    const outside: Attribute = [0x6002, 0x0050, 'SS', [0xfff6, 400]];
    const region: Attribute = [0x6002, 0x0040, 'CS', 'R'];
    expect(read(0, null, ...plane(1, 1, outside, region, data(1)))[0]).toMatchObject({
      origin: [-10, 400],
      type: 'R',
    });
  });

  it('finds the plane of a frame, which need not begin with a byte', () => {
    // Three frames of 2 x 3 bits: 000000, 111111, 010101; the first lies over frame 2.
    const frames: Attribute[] = [
      [0x6002, 0x0015, 'IS', '3'],
      [0x6002, 0x0051, 'US', [2]],
    ];
    const bits = data(0b1010_111111_000000, 0b10);
    const of = (frame: number) =>
      read(frame, null, ...plane(2, 3, ...frames, bits)).map((one) => one.bits.join(''));
    expect([0, 1, 2, 3, 4].map(of)).toEqual([[], ['000000'], ['111111'], ['010101'], []]);
  });

  it('reads a plane in a bit of the cells that no pixel uses', () => {
    const layout: Attribute[] = [
      [0x0028, 0x0101, 'US', [12]],
      [0x0028, 0x0102, 'US', [11]],
      [0x6002, 0x0102, 'US', [15]],
    ];
    const cells = Uint16Array.of(0x8000, 0x7fff, 0xffff, 0, 0x0fff, 0x8001);
    expect(read(0, cells, ...plane(2, 3, ...layout))[0]!.bits).toEqual(Uint8Array.of(1, 0, 1, 0, 0, 1));
  });

  it('takes no bit of a pixel for an overlay, and none that compression has dropped', () => {
    expect(read(0, new Uint16Array(6), ...plane(2, 3))).toEqual([]);
    expect(read(0, null, ...plane(2, 3, [0x6002, 0x0102, 'US', [15]]))).toEqual([]);
  });

  it.each<[string, Attribute[], string]>([
    ['shorter than its size', plane(3, 6, data(1)), 'invalid-attribute'],
    ['of 65,535 x 65,535', plane(65535, 65535, data(1)), 'image-too-large'],
  ])('refuses a plane that is %s', (_, changes, code) => {
    expect(() => read(0, null, ...changes)).toThrow(expect.objectContaining({ code }));
  });
});
