import { deflateSync, crc32 } from 'node:zlib';
import { encode } from 'fast-png';
import { decodeFrame } from '#node/decode/decode-frame';
import { exifBlock } from '../../support/exif-block.ts';

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

  it('undoes each of the five filters', async () => {
    const lines = [
      [0, 7, 8, 9],
      // Sub, Up, Average and Paeth of the line before (ISO/IEC 15948 clause 9.2), derived by hand.
      [1, 10, 5, 5],
      [2, 1, 1, 1],
      [3, 5, 2, 250],
      [4, 1, 0, 3],
    ];
    const { storedValues } = await decodeFrame(pngOf(header(3, 5, 8, 0), Uint8Array.from(lines.flat())), 0);
    expect([...storedValues]).toEqual([7, 8, 9, 10, 15, 20, 11, 16, 21, 10, 15, 12, 11, 15, 15]);
  });

  it.each([1, 2, 4, 8, 16])(
    'puts the seven passes of an interlaced %i-bit picture together',
    async (depth) => {
      const [columns, rows] = [11, 9];
      const wanted = Array.from({ length: columns * rows }, (_, i) => (i * 37) % 2 ** depth);
      const lines = adam7Lines(wanted, columns, rows, depth);
      const interlaced = [...header(columns, rows, depth, 0).slice(0, -1), 1];
      const { storedValues } = await decodeFrame(pngOf(interlaced, Uint8Array.from(lines)), 0);
      expect([...storedValues]).toEqual(wanted);
    },
  );

  it('shows the still picture of an animation', async () => {
    const animated = [chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])), chunk('fcTL', Buffer.alloc(26))];
    const picture = pngOf(header(1, 1, 8, 0), Uint8Array.of(0, 7), animated);
    const further = chunk('fdAT', Buffer.concat([Buffer.alloc(4), deflateSync(Uint8Array.of(0, 9))]));
    const whole = Buffer.concat([picture.subarray(0, -12), further, picture.subarray(-12)]);
    expect([...(await decodeFrame(whole, 0)).storedValues]).toEqual([7]);
  });

  it('turns a picture as its EXIF block says', async () => {
    // Orientation 6: the first stored column is the top, the first stored row the right side.
    const turned = [chunk('eXIf', exifBlock(6))];
    const picture = pngOf(header(3, 2, 8, 0), Uint8Array.of(0, 1, 2, 3, 0, 4, 5, 6), turned);
    const { description, storedValues } = await decodeFrame(picture, 0);
    expect(description.pixels).toMatchObject({ rows: 3, columns: 2 });
    expect([...storedValues]).toEqual([4, 1, 5, 2, 6, 3]);
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
    [
      'a second header, which would change the size after it was found acceptable',
      pngOf(header(4, 4, 8, 0), new Uint8Array(20), [chunk('IHDR', Buffer.from(header(200, 200, 8, 0)))]),
      'malformed-file',
    ],
    ['indices without a palette', pngOf(header(1, 1, 8, 3), Uint8Array.of(0, 0)), 'malformed-file'],
    [
      'an index beyond its palette',
      pngOf(header(1, 1, 8, 3), Uint8Array.of(0, 1), [chunk('PLTE', Buffer.from([1, 2, 3]))]),
      'codec-failed',
    ],
    ['an unknown filter', pngOf(header(1, 1, 8, 0), Uint8Array.of(5, 0)), 'codec-failed'],
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

/** Unfiltered lines of the seven passes of Adam7 (ISO/IEC 15948 clause 8.2), by the pattern in the standard. */
function adam7Lines(samples: readonly number[], columns: number, rows: number, depth: number): number[] {
  const pattern = [
    '16462646',
    '77777777',
    '56565656',
    '77777777',
    '36463646',
    '77777777',
    '56565656',
    '77777777',
  ];
  const bytes: number[] = [];
  for (let pass = 1; pass <= 7; pass++)
    for (let row = 0; row < rows; row++) {
      const bits = Array.from({ length: columns }, (_, column) => column)
        .filter((column) => pattern[row % 8]![column % 8] === String(pass))
        .map((column) => samples[row * columns + column]!.toString(2).padStart(depth, '0'))
        .join('');
      if (bits.length > 0)
        bytes.push(0, ...(bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
    }
  return bytes;
}

function flipped(bytes: Uint8Array, position: number): Uint8Array {
  bytes[position]! ^= 1;
  return bytes;
}
