import { deflateSync, crc32 } from 'node:zlib';
import { encode } from 'fast-png';
import { decodeFrame } from '#node/decode/decode-frame';

/** A PNG chunk by chunk, so that tests can write kinds that the encoder does not. */
function pngOf(header: readonly number[], lines: Uint8Array, extra: readonly Buffer[] = []): Uint8Array {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from(header)),
    ...extra,
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, value: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type), value]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(value.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}

const header = (columns: number, rows: number, bitDepth: number, colourType: number) => [
  ...[0, 0, 0, columns, 0, 0, 0, rows],
  ...[bitDepth, colourType, 0, 0, 0],
];

describe('decodeFrame of a PNG', () => {
  it('keeps all sixteen bits', async () => {
    const data = Uint16Array.of(0, 1, 255, 256, 65534, 65535);
    const { description, storedValues } = await decodeFrame(
      encode({ width: 3, height: 2, data, depth: 16, channels: 1 }),
      0,
    );
    expect(storedValues).toEqual(data);
    expect(description.pixels).toMatchObject({
      rows: 2,
      columns: 3,
      samplesPerPixel: 1,
      bitsAllocated: 16,
      bitsStored: 16,
      photometricInterpretation: 'MONOCHROME2',
      lossy: false,
    });
  });

  it.each<[string, Parameters<typeof encode>[0], number[], string]>([
    [
      'alpha beside grey',
      { width: 2, height: 1, data: Uint8Array.of(10, 255, 20, 0), channels: 2 },
      [10, 20],
      'MONOCHROME2',
    ],
    [
      'colour',
      { width: 1, height: 2, data: Uint8Array.of(1, 2, 3, 4, 5, 6), channels: 3 },
      [1, 2, 3, 4, 5, 6],
      'RGB',
    ],
    [
      'alpha beside colour',
      { width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 0), channels: 4 },
      [1, 2, 3],
      'RGB',
    ],
  ])('decodes %s', async (_, image, samples, photometric) => {
    const { description, storedValues } = await decodeFrame(encode(image), 0);
    expect([...storedValues]).toEqual(samples);
    expect(description.pixels.photometricInterpretation).toBe(photometric);
  });

  it.each([
    [1, 10, [0b10110000, 0b01000000], [1, 0, 1, 1, 0, 0, 0, 0, 0, 1]],
    [2, 5, [0b11100100, 0b10000000], [3, 2, 1, 0, 2]],
    [4, 3, [0xfa, 0x50], [15, 10, 5]],
  ])('spreads %i-bit grey to a byte a pixel', async (depth, columns, line, samples) => {
    const { description, storedValues } = await decodeFrame(
      pngOf(header(columns, 1, depth, 0), Uint8Array.of(0, ...line)),
      0,
    );
    expect([...storedValues]).toEqual(samples);
    expect(description.pixels).toMatchObject({ bitsAllocated: 8, bitsStored: depth });
  });

  it('expands a palette to RGB and drops its transparency', async () => {
    const palette = [chunk('PLTE', Buffer.from([1, 2, 3, 40, 50, 60])), chunk('tRNS', Buffer.from([0, 9]))];
    const { storedValues } = await decodeFrame(pngOf(header(2, 1, 8, 3), Uint8Array.of(0, 1, 0), palette), 0);
    expect([...storedValues]).toEqual([40, 50, 60, 1, 2, 3]);
  });

  it('refuses a compression bomb before the decoder unpacks it', async () => {
    const bomb = pngOf(header(4, 4, 8, 0), new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(decodeFrame(bomb, 0)).rejects.toMatchObject({ code: 'malformed-file' });
  });

  it('does not unpack colour profiles at all', async () => {
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('bomb\0\0'), Buffer.from('no zlib stream')]));
    const { storedValues } = await decodeFrame(pngOf(header(1, 1, 8, 0), Uint8Array.of(0, 7), [profile]), 0);
    expect([...storedValues]).toEqual([7]);
  });

  it.each([
    ['fewer lines than its header says', pngOf(header(4, 4, 8, 0), new Uint8Array(10)), 'truncated-file'],
    ['a depth that its colour type forbids', pngOf(header(4, 4, 4, 2), new Uint8Array(28)), 'malformed-file'],
    [
      'a damaged checksum',
      flipped(encode({ width: 2, height: 2, data: Uint8Array.of(1, 2, 3, 4), channels: 1 }), 30),
      'codec-failed',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(decodeFrame(bytes, 0)).rejects.toMatchObject({ code });
  });
});

function flipped(bytes: Uint8Array, position: number): Uint8Array {
  bytes[position]! ^= 1;
  return bytes;
}
