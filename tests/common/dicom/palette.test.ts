import { readImagePixelModule } from '#common/dicom/image-pixel-module';
import { parseDataSet } from '#common/dicom/parse';
import { expandSegments } from '#common/dicom/segmented-palette';
import { greyFile, type Attribute } from '../../support/dicom-bytes.ts';

const bytes = (...changes: Attribute[]): Attribute[] => [
  [0x0028, 0x0004, 'CS', 'PALETTE COLOR'],
  [0x0028, 0x0100, 'US', [8]],
  [0x0028, 0x0101, 'US', [8]],
  [0x0028, 0x0102, 'US', [7]],
  ...changes,
];
const read = (...changes: Attribute[]) =>
  readImagePixelModule(parseDataSet(greyFile(1, 2, ...bytes(...changes)))).palette!;
const descriptors = (...descriptor: number[]): Attribute[] =>
  [0x1101, 0x1102, 0x1103].map((element) => [0x0028, element, 'US', descriptor]);
const tables = (first: number, ...values: Attribute[3][]): Attribute[] =>
  values.map((value, i) => [0x0028, first + i, 'OW', value]);

describe('the palette of an image', () => {
  it('has a table for each colour', () => {
    expect(read(...descriptors(2, 3, 16), ...tables(0x1201, [1, 2], [3, 4], [5, 65535]))).toEqual({
      firstMapped: 3,
      red: Uint16Array.of(1, 2),
      green: Uint16Array.of(3, 4),
      blue: Uint16Array.of(5, 65535),
      bitsPerEntry: 16,
    });
  });

  it('may pack entries of 8 bits two to a word', () => {
    const packed = Uint8Array.of(10, 20, 30, 0);
    const palette = read(...descriptors(3, 0, 8), ...tables(0x1201, packed, packed, packed));
    expect(palette).toMatchObject({ red: Uint16Array.of(10, 20, 30), bitsPerEntry: 8 });
  });

  it('has 8 bits an entry where each has a byte, whatever it says', () => {
    const packed = Uint8Array.of(10, 20, 30, 40);
    const palette = read(...descriptors(4, 0, 16), ...tables(0x1201, packed, packed, packed));
    expect(palette).toMatchObject({ red: Uint16Array.of(10, 20, 30, 40), bitsPerEntry: 8 });
  });

  it('begins with a signed value where the pixels are signed', () => {
    const signed: Attribute = [0x0028, 0x0103, 'US', [1]];
    const palette = read(signed, ...descriptors(1, 0xffff, 16), ...tables(0x1201, [1], [1], [1]));
    expect(palette.firstMapped).toBe(-1);
  });

  it('may come in segments', () => {
    // Two values, then a line of two to 300: 200 and 300 after 100.
    const segments = [0, 2, 50, 100, 1, 2, 300];
    const palette = read(...descriptors(4, 0, 16), ...tables(0x1221, segments, segments, segments));
    expect(palette.green).toEqual(Uint16Array.of(50, 100, 200, 300));
  });

  it.each<[string, Attribute[]]>([
    ['short of an entry', [...descriptors(4, 0, 16), ...tables(0x1201, [1, 2, 3], [1, 2, 3], [1, 2, 3])]],
    ['of other bits than 8 and 16', [...descriptors(1, 0, 12), ...tables(0x1201, [1], [1], [1])]],
    [
      'of colours that begin at different values',
      [
        ...descriptors(1, 0, 16).slice(0, 2),
        [0x0028, 0x1103, 'US', [1, 5, 16]],
        ...tables(0x1201, [1], [1], [1]),
      ],
    ],
    [
      'whose segments make too few entries',
      [...descriptors(3, 0, 16), ...tables(0x1221, [0, 1, 5], [0, 1, 5], [0, 1, 5])],
    ],
  ])('is refused when it is %s', (_, changes) => {
    expect(() => read(...changes)).toThrow(expect.objectContaining({ code: 'invalid-attribute' }));
  });
});

describe('expandSegments', () => {
  // The first three as pydicom 2.3.1 expands them too, which counts references in words where the standard counts bytes.
  it.each([
    ['a line downwards', [0, 1, 10, 1, 5, 0], 6, [10, 8, 6, 4, 2, 0]],
    ['a level line', [0, 1, 7, 1, 2, 7], 3, [7, 7, 7]],
    ['a reference to the first segment', [0, 2, 3, 4, 2, 1, 0, 0], 4, [3, 4, 3, 4]],
    [
      'a reference to a line, which goes on from the last value',
      [0, 1, 0, 1, 2, 4, 2, 1, 6, 0],
      5,
      [0, 2, 4, 4, 4],
    ],
  ])('unpacks %s', (_, words, count, expected) => {
    expect(expandSegments(Uint16Array.from(words), count, 16)).toEqual(Uint16Array.from(expected));
  });

  it('counts a reference in bytes for entries of 8 bits', () => {
    expect(expandSegments(Uint8Array.of(0, 2, 3, 4, 2, 1, 0, 0, 0, 0), 4, 8)).toEqual(
      Uint16Array.of(3, 4, 3, 4),
    );
  });

  it.each([
    ['a line from nowhere', [1, 2, 5], 2],
    ['a reference to itself', [0, 1, 5, 2, 1, 6, 0], 2],
    ['a reference ahead', [0, 1, 5, 2, 1, 400, 0], 2],
    ['an unknown segment', [0, 1, 5, 3, 1, 1], 2],
    ['an empty segment', [0, 0, 0, 1, 5], 1],
    ['values beyond the end', [0, 9, 5, 6], 9],
    ['more entries than there is room for', [0, 1, 5, 1, 65535, 6], 100],
  ])('refuses %s', (_, words, count) => {
    expect(expandSegments(Uint16Array.from(words), count, 16)).toBeNull();
  });
});
