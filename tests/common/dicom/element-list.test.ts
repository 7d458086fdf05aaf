import { listElements, type Dictionary } from '#common/dicom/element-list';
import { dicomFile, greyModule, items, withAttributes, type Attribute } from '../../support/dicom-bytes.ts';

const names: Readonly<Record<string, string>> = {
  '(0008,1030)': 'StudyDescription',
  '(0010,0010)': 'PatientName',
  '(0028,0010)': 'Rows',
  '(0040,0555)': 'AcquisitionContextSequence',
};
const dictionary: Dictionary = (tag) => (names[tag] ? { vr: 'LO', keyword: names[tag] } : null);

function rowsOf(...attributes: readonly Attribute[]) {
  const bytes = dicomFile(
    '1.2.840.10008.1.2.1',
    withAttributes(greyModule(2, 2), [0x7fe0, 0x0010, 'OW', [1, 2, 3, 4]], ...attributes),
  );
  return listElements(bytes, bytes.length, dictionary).rows;
}
const find = (rows: ReturnType<typeof rowsOf>, tag: string) => rows.find((row) => row.tag === tag);

describe('listElements', () => {
  it('begins with the transfer syntax and lists the pixels without their values', () => {
    const rows = rowsOf();
    expect(rows[0]).toMatchObject({
      tag: '(0002,0010)',
      value: '1.2.840.10008.1.2.1 = Explicit VR Little Endian',
    });
    expect(rows.at(-1)).toMatchObject({
      tag: '(7FE0,0010)',
      value: 'pixels, which are not listed',
      length: null,
    });
    expect(find(rows, '(0028,0010)')).toEqual({
      depth: 0,
      tag: '(0028,0010)',
      vr: 'US',
      name: 'Rows',
      value: '2',
      length: 2,
    });
  });

  it('gives markup and line ends as the plain text that they are', () => {
    const rows = rowsOf([0x0008, 0x1030, 'LO', '<b>x</b>'], [0x0010, 0x4000, 'LT', 'one\r\ntwo']);
    expect(find(rows, '(0008,1030)')?.value).toBe('<b>x</b>');
    expect(find(rows, '(0010,4000)')?.value).toBe('one two');
  });

  it('unfolds sequences, item by item', () => {
    const inner = items([[[0x0008, 0x1030, 'LO', 'inner']], [[0x0028, 0x0010, 'US', [7]]]]);
    const rows = rowsOf([0x0040, 0x0555, 'SQ', inner]);
    const at = rows.findIndex(({ tag }) => tag === '(0040,0555)');
    expect(rows.slice(at, at + 5).map(({ depth, tag, name, value }) => [depth, tag, name, value])).toEqual([
      [0, '(0040,0555)', 'AcquisitionContextSequence', '2 items'],
      [1, '', 'Item 1', ''],
      [2, '(0008,1030)', 'StudyDescription', 'inner'],
      [1, '', 'Item 2', ''],
      [2, '(0028,0010)', 'Rows', '7'],
    ]);
  });

  it('names private attributes by their creator', () => {
    const rows = rowsOf([0x0011, 0x0010, 'LO', 'MAKER 1.0'], [0x0011, 0x1001, 'LO', 'secret']);
    expect(find(rows, '(0011,0010)')).toMatchObject({ name: 'Private creator', value: 'MAKER 1.0' });
    expect(find(rows, '(0011,1001)')).toMatchObject({ name: 'Private: MAKER 1.0', value: 'secret' });
  });

  it('gives the beginning of what is long, and its length', () => {
    const rows = rowsOf(
      [0x0009, 0x1001, 'UN', Uint8Array.from({ length: 300 }, (_, i) => i % 256)],
      [0x0010, 0x4000, 'LT', 'a'.repeat(600)],
      [0x0028, 0x3006, 'US', Array.from({ length: 100 }, (_, i) => i)],
    );
    expect(find(rows, '(0009,1001)')).toMatchObject({
      value: '00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F …',
      length: 300,
    });
    expect(find(rows, '(0010,4000)')?.value).toBe(`${'a'.repeat(256)}…`);
    expect(find(rows, '(0028,3006)')?.value).toMatch(/^0\\1\\.*\\31\\…$/);
  });

  it('says so where it lists no more', () => {
    const many = items(Array.from({ length: 20_001 }, () => []));
    const bytes = dicomFile(
      '1.2.840.10008.1.2.1',
      withAttributes(greyModule(2, 2), [0x0040, 0x0555, 'SQ', many]),
    );
    const list = listElements(bytes, bytes.length, dictionary);
    expect([list.rows.length, list.cut]).toEqual([20_000, true]);
  });
});
