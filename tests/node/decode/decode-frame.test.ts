import { decodeFrame } from '#node/decode/decode-frame';
import { encodeJpeg, encodeJpeg2000 } from '../../support/codestreams.ts';
import {
  dicomFile,
  encapsulated,
  greyFile,
  greyModule,
  withAttributes,
  type Attribute,
} from '../../support/dicom-bytes.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const colourModule = (photometric: string, ...changes: Attribute[]) =>
  withAttributes(
    greyModule(1, 2),
    [0x0028, 0x0002, 'US', [3]],
    [0x0028, 0x0004, 'CS', photometric],
    [0x0028, 0x0100, 'US', [8]],
    [0x0028, 0x0101, 'US', [8]],
    [0x0028, 0x0102, 'US', [7]],
    ...changes,
  );
const explicit = '1.2.840.10008.1.2.1';

describe('decodeFrame of uncompressed DICOM', () => {
  it('decodes the frame that was asked for', async () => {
    const file = greyFile(
      2,
      2,
      [0x0028, 0x0008, 'IS', '2'],
      [0x7fe0, 0x0010, 'OW', [1, 2, 3, 4, 5, 6, 7, 8]],
    );
    expect(await decodeFrame(file, 1)).toMatchObject({ frame: 1, storedValues: Uint16Array.of(5, 6, 7, 8) });
  });

  it('masks what stands above the stored bits', async () => {
    const file = greyFile(
      1,
      2,
      [0x0028, 0x0101, 'US', [12]],
      [0x0028, 0x0102, 'US', [11]],
      [0x7fe0, 0x0010, 'OW', [0xf001, 0x0fff]],
    );
    expect((await decodeFrame(file, 0)).storedValues).toEqual(Uint16Array.of(1, 0xfff));
  });

  it.each<[string, Attribute[], number[], number[]]>([
    ['RGB by pixel', colourModule('RGB'), [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]],
    [
      'RGB by plane',
      colourModule('RGB', [0x0028, 0x0006, 'US', [1]]),
      [1, 2, 3, 4, 5, 6],
      [1, 3, 5, 2, 4, 6],
    ],
    ['YBR_FULL', colourModule('YBR_FULL'), [76, 85, 255, 7, 128, 128], [254, 0, 0, 7, 7, 7]],
    ['YBR_FULL_422', colourModule('YBR_FULL_422'), [76, 90, 128, 128], [76, 76, 76, 90, 90, 90]],
  ])('gives RGB for %s', async (_, module, stored, rgb) => {
    const file = dicomFile(explicit, [...module, [0x7fe0, 0x0010, 'OW', Uint8Array.from(stored)]]);
    const { description, storedValues } = await decodeFrame(file, 0);
    expect([...storedValues]).toEqual(rgb);
    expect(description.pixels.photometricInterpretation).toBe('RGB');
  });

  it('leaves the bytes that it was given as they were', async () => {
    const file = dicomFile(explicit, [
      ...colourModule('YBR_FULL'),
      [0x7fe0, 0x0010, 'OW', Uint8Array.of(76, 85, 255, 7, 8, 9)],
    ]);
    const before = Buffer.from(file);
    await decodeFrame(file, 0);
    expect(Buffer.compare(before, file)).toBe(0);
  });
});

describe('decodeFrame of JPEG 2000', () => {
  const syntax = '1.2.840.10008.1.2.4.90';
  const signed: Attribute = [0x0028, 0x0103, 'US', [1]];

  async function decoded(codestream: Uint8Array, ...changes: Attribute[]) {
    const pixelData: Attribute = [0x7fe0, 0x0010, 'OB', encapsulated([codestream])];
    return (
      await decodeFrame(dicomFile(syntax, withAttributes(greyModule(32, 48), pixelData, ...changes)), 0)
    ).storedValues;
  }

  it('gives back unsigned, signed and 8-bit samples in the type that the file names', async () => {
    const unsigned = filmValues(32, 48, 65535, new Uint16Array(1536));
    expect(await decoded(await encodeJpeg2000(unsigned, 48, 32, 16))).toEqual(unsigned);
    const negative = Int16Array.from(unsigned, (value) => value - 32768);
    expect(await decoded(await encodeJpeg2000(negative, 48, 32, 16), signed)).toEqual(negative);
  });

  it('restores the sign that a codestream of too few bits has lost', async () => {
    const twelveBits = Uint16Array.from({ length: 1536 }, (_, i) => (i * 37) % 4096);
    const expected = Int16Array.from(twelveBits, (value) => (value > 2047 ? value - 4096 : value));
    expect(await decoded(await encodeJpeg2000(twelveBits, 48, 32, 12), signed)).toEqual(expected);
  });
});

describe('decodeFrame of JPEG', () => {
  const grey = filmValues(40, 56, 255, new Uint8Array(2240));
  const colour = Uint8Array.from({ length: 3 * 2240 }, (_, i) => [200, 40, 90][i % 3]!);
  const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

  it('keeps grey at one sample a pixel', async () => {
    const { description, storedValues } = await decodeFrame(await encodeJpeg(grey, 56, 40, 1), 0);
    expect(description).toMatchObject({
      container: 'jpeg',
      pixels: { rows: 40, columns: 56, samplesPerPixel: 1, lossy: true },
    });
    expect(worst(storedValues, grey)).toBeLessThanOrEqual(3);
  });

  it('gives RGB for colour, in a file of its own and inside DICOM', async () => {
    const jpeg = await encodeJpeg(colour, 56, 40, 3);
    expect(worst((await decodeFrame(jpeg, 0)).storedValues, colour)).toBeLessThanOrEqual(3);
    const module = colourModule('YBR_FULL_422', [0x0028, 0x0010, 'US', [40]], [0x0028, 0x0011, 'US', [56]]);
    const file = dicomFile('1.2.840.10008.1.2.4.50', [
      ...module,
      [0x7fe0, 0x0010, 'OB', encapsulated([jpeg])],
    ]);
    const inside = await decodeFrame(file, 0);
    expect(worst(inside.storedValues, colour)).toBeLessThanOrEqual(3);
    expect(inside.description.pixels.lossy).toBe(true);
  });

  it('widens 8-bit codestreams to the 16 bits that a file allocates', async () => {
    const pixelData: Attribute = [0x7fe0, 0x0010, 'OB', encapsulated([await encodeJpeg(grey, 56, 40, 1)])];
    const file = dicomFile('1.2.840.10008.1.2.4.50', withAttributes(greyModule(40, 56), pixelData));
    const { storedValues } = await decodeFrame(file, 0);
    expect(storedValues).toBeInstanceOf(Uint16Array);
    expect(worst(storedValues, grey)).toBeLessThanOrEqual(3);
  });
});
