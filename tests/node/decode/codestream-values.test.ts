import { decodeFrame } from '#node/decode/decode-frame';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs } from '../../support/codestreams.ts';
import {
  dicomFile,
  encapsulated,
  greyModule,
  withAttributes,
  type Attribute,
} from '../../support/dicom-bytes.ts';

const [rows, columns] = [32, 48];
const pixels = rows * columns;
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const jpegLs = '1.2.840.10008.1.2.4.80';
const rle = '1.2.840.10008.1.2.5';

function file(syntax: string, codestream: Uint8Array, ...changes: Attribute[]): Uint8Array {
  const pixelData: Attribute = [0x7fe0, 0x0010, 'OB', encapsulated([codestream])];
  return dicomFile(syntax, withAttributes(greyModule(rows, columns), pixelData, ...changes));
}

const bits = (allocated: number, stored: number, signed: 0 | 1): Attribute[] => [
  [0x0028, 0x0100, 'US', [allocated]],
  [0x0028, 0x0101, 'US', [stored]],
  [0x0028, 0x0102, 'US', [stored - 1]],
  [0x0028, 0x0103, 'US', [signed]],
];

describe('decodeFrame of a codestream of fewer bits than its file allocates', () => {
  const bytes = Uint8Array.from({ length: pixels }, (_, i) => i % 256);
  const words = Uint16Array.from({ length: pixels }, (_, i) => (i * 37) % 4096);
  const grey = { width: columns, height: rows, componentCount: 1 } as const;

  it('spreads 8-bit samples over 16 and 32 bits', async () => {
    const codestream = await encodeJpegLs(bytes, { ...grey, bitsPerSample: 8 });
    const sixteen = await decodeFrame(file(jpegLs, codestream, ...bits(16, 8, 0)), 0);
    expect(sixteen.storedValues).toEqual(Uint16Array.from(bytes));
    const thirtyTwo = await decodeFrame(file(jpegLs, codestream, ...bits(32, 8, 0)), 0);
    expect(thirtyTwo.storedValues).toEqual(Uint32Array.from(bytes));
  });

  it('extends the sign from the highest bit that the codestream has', async () => {
    const codestream = await encodeJpegLs(words, { ...grey, bitsPerSample: 12 });
    const signed = Int32Array.from(words, (value) => (value > 2047 ? value - 4096 : value));
    const sixteen = await decodeFrame(file(jpegLs, codestream, ...bits(16, 12, 1)), 0);
    expect(sixteen.storedValues).toEqual(Int16Array.from(signed));
    const thirtyTwo = await decodeFrame(file(jpegLs, codestream, ...bits(32, 12, 1)), 0);
    expect(thirtyTwo.storedValues).toEqual(signed);
  });

  it('keeps the sign that the codestream itself has', async () => {
    const negative = Int16Array.from(words, (value) => value - 4000);
    const codestream = await encodeJpeg2000(negative, columns, rows, 16);
    const { storedValues } = await decodeFrame(file(jpeg2000, codestream, ...bits(32, 16, 1)), 0);
    expect(storedValues).toEqual(Int32Array.from(negative));
  });

  it('takes High-Throughput JPEG 2000 under its own transfer syntaxes', async () => {
    const codestream = await encodeHtj2k(bytes, { ...grey, bitsPerSample: 8 });
    for (const last of [201, 202, 203]) {
      const syntax = `1.2.840.10008.1.2.4.${last}`;
      expect((await decodeFrame(file(syntax, codestream, ...bits(8, 8, 0)), 0)).storedValues).toEqual(bytes);
    }
  });

  it('refuses a codestream of more bits than its file allocates', async () => {
    const codestream = await encodeJpegLs(words, { ...grey, bitsPerSample: 12 });
    const refusal = decodeFrame(file(jpegLs, codestream, ...bits(8, 8, 0)), 0);
    await expect(refusal).rejects.toMatchObject({ code: 'malformed-file' });
  });
});

describe('decodeFrame of RLE Lossless', () => {
  it('tells single bits apart', async () => {
    const [segmentCount, firstSegment, width] = [1, 64, 6];
    const header = new Uint32Array(16);
    header.set([segmentCount, firstSegment]);
    // A literal run of one byte: the six lowest bits are the row's pixels, lowest first.
    const codestream = Uint8Array.of(...new Uint8Array(header.buffer), 0x00, 0b110101, 0x80, 0x80);
    const one = file(
      rle,
      codestream,
      ...bits(1, 1, 0),
      [0x0028, 0x0010, 'US', [1]],
      [0x0028, 0x0011, 'US', [width]],
    );
    expect((await decodeFrame(one, 0)).storedValues).toEqual(Uint8Array.of(1, 0, 1, 0, 1, 1));
  });
});
