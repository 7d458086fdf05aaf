import { deflateRawSync } from 'node:zlib';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeImage } from '#node/decode/describe-image';
import {
  dicomFile,
  encapsulated,
  greyModule,
  withAttributes,
  type Attribute,
  type Encoding,
} from '../../support/dicom-bytes.ts';

const explicit = '1.2.840.10008.1.2.1';
const bigEndian = '1.2.840.10008.1.2.2';
const encapsulatedNative = '1.2.840.10008.1.2.1.98';
const deflatedFrames = '1.2.840.10008.1.2.8.1';

const bits = (allocated: number, stored = allocated, high = stored - 1, signed = 0): Attribute[] => [
  [0x0028, 0x0100, 'US', [allocated]],
  [0x0028, 0x0101, 'US', [stored]],
  [0x0028, 0x0102, 'US', [high]],
  [0x0028, 0x0103, 'US', [signed]],
];
const frames = (count: number): Attribute => [0x0028, 0x0008, 'IS', String(count)];
const pixels = (vr: string, value: Attribute[3]): Attribute => [0x7fe0, 0x0010, vr, value];
const bytesOf = (values: ArrayLike<number> & { readonly buffer: ArrayBufferLike }) =>
  new Uint8Array(values.buffer);

function file(
  rows: number,
  columns: number,
  changes: Attribute[],
  syntax = explicit,
  encoding: Encoding = 'explicit',
) {
  return dicomFile(syntax, withAttributes(greyModule(rows, columns), ...changes), encoding);
}

async function valuesOf(bytes: Uint8Array, frame = 0) {
  return (await decodeFrame(bytes, frame)).storedValues;
}

describe('decodeFrame of uncompressed pixels', () => {
  it('unpacks single bits, lowest first, of frames that begin inside a byte', async () => {
    // 10110 and 01101, written from the lowest bit of the first byte upwards.
    const two = file(1, 5, [...bits(1), frames(2), pixels('OB', Uint8Array.of(0b110_01101, 0b10))]);
    const read = [await valuesOf(two, 0), await valuesOf(two, 1)].map((values) => values.join(''));
    expect(read).toEqual(['10110', '01101']);
  });

  it.each<[string, Attribute[], Attribute, unknown]>([
    [
      '32 bits',
      bits(32),
      pixels('OW', bytesOf(Uint32Array.of(1, 0xfffffffe))),
      Uint32Array.of(1, 0xfffffffe),
    ],
    [
      'signed 32 bits',
      bits(32, 32, 31, 1),
      pixels('OW', bytesOf(Int32Array.of(-5, 7))),
      Int32Array.of(-5, 7),
    ],
    [
      '20 of 32 bits at the top',
      bits(32, 20, 31),
      pixels('OW', bytesOf(Uint32Array.of(0x12345fff, 1))),
      Uint32Array.of(0x12345, 0),
    ],
    ['signed 10 of 16 bits', bits(16, 10, 9, 1), pixels('OW', [0xfe00, 0x01ff]), Int16Array.of(-512, 511)],
    [
      '10 of 16 bits in the middle',
      bits(16, 10, 12),
      pixels('OW', [0xe00f, 0x1ff8]),
      Uint16Array.of(1, 0x3ff),
    ],
    ['4 of 8 bits', bits(8, 4), pixels('OB', Uint8Array.of(0xf3, 0x0f)), Uint8Array.of(3, 15)],
    ['floats', [], [0x7fe0, 0x0008, 'OF', bytesOf(Float32Array.of(0.5, -1e9))], Float32Array.of(0.5, -1e9)],
    [
      'doubles',
      [],
      [0x7fe0, 0x0009, 'OD', bytesOf(Float64Array.of(0.1, -1e99))],
      Float64Array.of(0.1, -1e99),
    ],
  ])('reads %s', async (_, format, data, expected) => {
    const module = withAttributes(greyModule(1, 2), ...format, data);
    expect(await valuesOf(dicomFile(explicit, module))).toEqual(expected);
  });

  it('describes floating-point samples as such', () => {
    const { pixels: described } = describeImage(
      dicomFile(explicit, [...greyModule(1, 1), [0x7fe0, 0x0008, 'OF', bytesOf(Float32Array.of(1))]]),
    );
    expect(described).toMatchObject({ sampleType: 'float', bitsAllocated: 32 });
  });

  it.each<[string, Attribute[], Attribute, number[]]>([
    ['16 bits', bits(16), pixels('OW', Uint8Array.of(1, 2, 0xa, 0xb)), [0x0102, 0x0a0b]],
    ['32 bits', bits(32), pixels('OW', Uint8Array.of(0, 0, 1, 2, 0, 0, 0, 9)), [258, 9]],
    ['8 bits of VR OB', bits(8), pixels('OB', Uint8Array.of(1, 2)), [1, 2]],
    // PS3.5 8.1.1: the first pixel is in the low byte of the word, which big endian writes last.
    ['8 bits in words', bits(8), pixels('OW', Uint8Array.of(1, 2)), [2, 1]],
    ['single bits in words', bits(1), pixels('OW', Uint8Array.of(0, 0b10)), [0, 1]],
  ])('reads %s in big-endian order', async (_, format, data, expected) => {
    const values = await valuesOf(file(1, 2, [...format, data], bigEndian, 'bigEndian'));
    expect([...values]).toEqual(expected);
  });

  it('reads frames of an odd length that begin in the middle of a big-endian word', async () => {
    const three = file(
      1,
      3,
      [...bits(8), frames(2), pixels('OW', Uint8Array.of(2, 1, 4, 3, 6, 5))],
      bigEndian,
      'bigEndian',
    );
    expect([[...(await valuesOf(three, 0))], [...(await valuesOf(three, 1))]]).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('keeps the indices of a palette, and describes the palette', async () => {
    const palette: Attribute[] = [
      ...bits(8),
      [0x0028, 0x0004, 'CS', 'PALETTE COLOR'],
      ...[0x1101, 0x1102, 0x1103].map((element): Attribute => [0x0028, element, 'US', [2, 0, 16]]),
      ...[0x1201, 0x1202, 0x1203].map((element): Attribute => [0x0028, element, 'OW', [7, 8]]),
    ];
    const { storedValues, description } = await decodeFrame(
      file(1, 2, [...palette, pixels('OB', Uint8Array.of(1, 0))]),
      0,
    );
    expect(storedValues).toEqual(Uint8Array.of(1, 0));
    expect(description.pixels).toMatchObject({ samplesPerPixel: 1, palette: { red: Uint16Array.of(7, 8) } });
  });

  it('hands out the overlay that stands in the bits above the pixels', async () => {
    const overlay: Attribute[] = [
      [0x6000, 0x0010, 'US', [1]],
      [0x6000, 0x0011, 'US', [2]],
      [0x6000, 0x0040, 'CS', 'G'],
      [0x6000, 0x0050, 'SS', [1, 1]],
      [0x6000, 0x0100, 'US', [16]],
      [0x6000, 0x0102, 'US', [12]],
    ];
    const { storedValues, overlays } = await decodeFrame(
      file(1, 2, [...bits(16, 12), ...overlay, pixels('OW', [0x1005, 0x0fff])]),
      0,
    );
    expect(storedValues).toEqual(Uint16Array.of(5, 0xfff));
    expect(overlays).toMatchObject([{ group: 0x6000, bits: Uint8Array.of(1, 0) }]);
  });
});

describe('decodeFrame of uncompressed frames in fragments', () => {
  const first = Uint8Array.of(1, 0, 2, 0);
  const second = Uint8Array.of(3, 0, 4, 0);
  const expected = [Uint16Array.of(1, 2), Uint16Array.of(3, 4)];

  it.each([
    ['a fragment each', encapsulated([first, second])],
    ['cut anywhere', encapsulated([first.subarray(0, 2), Uint8Array.of(2, 0, 3, 0), second.subarray(2)])],
    ['under an offset table', encapsulated([first.subarray(0, 2), first.subarray(2), second], [0, 20])],
  ])('reads them %s', async (_, data) => {
    const two = file(1, 2, [frames(2), pixels('OB', data)], encapsulatedNative);
    expect([await valuesOf(two, 0), await valuesOf(two, 1)]).toEqual(expected);
  });

  it('finds frames by the extended offset table', async () => {
    const [one, other] = [deflateRawSync(first), deflateRawSync(second)];
    const cut = [one.subarray(0, 2), one.subarray(2), other];
    const offsets = Buffer.alloc(16);
    offsets.writeBigUInt64LE(BigInt(8 + 8 + one.length), 8);
    const data: Attribute[] = [[0x7fe0, 0x0001, 'OV', offsets], pixels('OB', encapsulated(cut))];
    const two = file(1, 2, [frames(2), ...data], deflatedFrames);
    expect([await valuesOf(two, 0), await valuesOf(two, 1)]).toEqual(expected);
  });

  it('inflates deflated ones', async () => {
    const two = file(
      1,
      2,
      [frames(2), pixels('OB', encapsulated([deflateRawSync(first), deflateRawSync(second)]))],
      deflatedFrames,
    );
    expect([await valuesOf(two, 0), await valuesOf(two, 1)]).toEqual(expected);
  });

  it.each([
    [
      'a frame that inflates to more than the image',
      [deflateRawSync(Buffer.alloc(1e6))],
      'inflated-too-large',
    ],
    ['a frame that inflates to less', [deflateRawSync(Buffer.alloc(3))], 'malformed-file'],
    ['a frame that is cut', [deflateRawSync(first).subarray(0, 3)], 'truncated-file'],
  ])('refuses %s', async (_, fragments, code) => {
    const one = file(1, 2, [pixels('OB', encapsulated(fragments))], deflatedFrames);
    await expect(decodeFrame(one, 0)).rejects.toMatchObject({ code });
  });
});

describe('describeImage of a deflated data set', () => {
  it('asks for the whole file, and then describes what it unpacks to', async () => {
    const inner = dicomFile(
      null,
      withAttributes(greyModule(1, 2), [0x0008, 0x0060, 'CS', 'DX'], pixels('OW', [8, 9])),
    );
    const whole = Buffer.concat([dicomFile('1.2.840.10008.1.2.1.99', []), deflateRawSync(inner)]);
    expect(() => describeImage(whole.subarray(0, 200), whole.length)).toThrow(
      expect.objectContaining({ code: 'truncated-file' }),
    );
    expect(describeImage(whole).attributes.modality).toBe('DX');
    expect(await valuesOf(whole)).toEqual(Uint16Array.of(8, 9));
  });
});
