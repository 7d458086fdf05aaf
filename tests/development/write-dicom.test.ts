import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { writeDicom } from '../../src-main/development/write-dicom.ts';

const attributes = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.1',
  SOPInstanceUID: '2.25.1',
  Rows: 1,
  Columns: 3,
  BitsAllocated: 16,
};

describe('writeDicom', () => {
  it('writes the given attributes and 16-bit pixels little-endian behind a preamble', () => {
    const bytes = writeDicom(attributes, Uint16Array.of(1, 256, 65535));
    const dataSet = parseDataSet(bytes);
    const { offset, length } = dataSet.pixelData!;
    expect(new TextDecoder().decode(bytes.subarray(128, 132))).toBe('DICM');
    expect(dataSet.uint16(Tag.columns)).toBe(3);
    expect([...bytes.subarray(offset, offset + length!)]).toEqual([1, 0, 0, 1, 255, 255]);
  });

  it('pads an odd number of bytes, as values must have even length', () => {
    expect(parseDataSet(writeDicom(attributes, Uint8Array.of(1, 2, 3))).pixelData!.length).toBe(4);
  });
});
