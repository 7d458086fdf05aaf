import { deflateSync } from 'node:zlib';
import { errorCodes } from '#common/errors';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeImage } from '#node/decode/describe-image';
import { encodeJpeg } from '../../support/codestreams.ts';
import { sequentialJpeg } from '../../support/jpeg-scans.ts';
import { greyFields, tiffOf, type TiffField } from '../../support/tiff-bytes.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const values = async (bytes: Uint8Array, frame = 0): Promise<number[]> => [
  ...(await decodeFrame(bytes, frame)).storedValues,
];

async function codeOf(bytes: Uint8Array): Promise<unknown> {
  return decodeFrame(bytes, 0).then(
    () => 'decoded',
    (thrown: { code?: unknown }) => thrown.code ?? thrown,
  );
}

/** A picture of one strip. */
function strip(chunk: Uint8Array, columns: number, rows: number, ...fields: readonly TiffField[]): Buffer {
  return tiffOf([{ fields: [...greyFields(columns, rows, 8), ...fields], chunks: [chunk] }]);
}

/** LZW of nothing but single bytes: the table of strings grows, and with it the codes, all the same. */
function lzwLiterals(bytes: Uint8Array): Uint8Array {
  let [bits, next] = ['', 258];
  const put = (code: number): void => {
    bits += code.toString(2).padStart(Math.min(12, Math.floor(Math.log2(next)) + 1), '0');
  };
  put(256);
  for (const byte of bytes) {
    if (next === 4094) {
      put(256);
      next = 258;
    }
    put(byte);
    next++;
  }
  put(257);
  return Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

describe('decodeFrame of a TIFF', () => {
  const sixteen = [0, 1, 256, 4095, 40_000, 65_535];

  it.each([
    [true, false],
    [false, false],
    [true, true],
    [false, true],
  ])('reads 16 bits, little-endian %s, with 64-bit offsets %s', async (littleEndian, big) => {
    const line = Buffer.alloc(12);
    sixteen.forEach((value, i) => line[littleEndian ? 'writeUInt16LE' : 'writeUInt16BE'](value, 2 * i));
    const chunks = [line.subarray(0, 6), line.subarray(6)];
    const fields: TiffField[] = [...greyFields(3, 2, 16), [278, [1]]];
    const tiff = tiffOf([{ fields, chunks }], { littleEndian, big });
    const { description, storedValues } = await decodeFrame(tiff, 0);
    expect([...storedValues]).toEqual(sixteen);
    expect(description).toMatchObject({
      container: 'tiff',
      pixels: { rows: 2, columns: 3, bitsStored: 16, photometricInterpretation: 'MONOCHROME2', lossy: false },
    });
  });

  it('leaves grey whose zero is white as it is stored and says so', async () => {
    const { description, storedValues } = await decodeFrame(
      strip(Uint8Array.of(0, 255), 2, 1, [262, [0]]),
      0,
    );
    expect([...storedValues]).toEqual([0, 255]);
    expect(description.pixels.photometricInterpretation).toBe('MONOCHROME1');
  });

  it.each<[number, number[], number[]]>([
    [1, [0b1011_0000, 0b0100_0000], [1, 0, 1, 1, 0, 0, 0, 0, 0, 1]],
    [4, [0xfa, 0x50], [15, 10, 5]],
    [12, [0xab, 0xcd, 0xef, 0x12, 0x30], [0xabc, 0xdef, 0x123]],
  ])('spreads %i bits a sample', async (bits, line, samples) => {
    expect(await values(strip(Uint8Array.from(line), samples.length, 1, [258, [bits]]))).toEqual(samples);
  });

  it('keeps the sign of signed numbers', async () => {
    expect(await values(strip(Uint8Array.of(255, 128, 127), 3, 1, [339, [2]]))).toEqual([-1, -128, 127]);
  });

  it('drops transparency', async () => {
    const pixels = Uint8Array.of(1, 2, 3, 99, 4, 5, 6, 99);
    const fields: TiffField[] = [
      [258, [8, 8, 8, 8]],
      [262, [2]],
      [277, [4]],
      [338, [2]],
    ];
    expect(await values(strip(pixels, 2, 1, ...fields))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('interleaves colours stored plane by plane', async () => {
    const fields: TiffField[] = [
      ...greyFields(2, 1, 8),
      [258, [8, 8, 8]],
      [262, [2]],
      [277, [3]],
      [284, [2]],
    ];
    const chunks = [Uint8Array.of(1, 4), Uint8Array.of(2, 5), Uint8Array.of(3, 6)];
    expect(await values(tiffOf([{ fields, chunks }]))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('expands a palette of 16-bit colours', async () => {
    const map = [0x0100, 0x2800, 0x0200, 0x3200, 0x0300, 0x3c00];
    const fields: TiffField[] = [
      [258, [1]],
      [262, [3]],
      [320, map],
    ];
    expect(await values(strip(Uint8Array.of(0b0100_0000), 2, 1, ...fields))).toEqual([1, 2, 3, 40, 50, 60]);
  });

  it('cuts tiles to the image and adds up differences inside each', async () => {
    // 20 x 17 in tiles of 16 x 16: two across and two down. Every sample is 1 more than its left neighbour.
    const tile = (first: number) =>
      Uint8Array.from({ length: 256 }, (_, i) => (i % 16 === 0 ? first + 10 * Math.floor(i / 16) : 1));
    const fields: TiffField[] = [...greyFields(20, 17, 8), [317, [2]], [322, [16]], [323, [16]]];
    const tiff = tiffOf([{ fields, chunks: [tile(0), tile(16), tile(160), tile(176)], tiled: true }]);
    const expected = Array.from({ length: 340 }, (_, i) => (10 * Math.floor(i / 20) + (i % 20)) & 255);
    expect(await values(tiff)).toEqual(expected);
  });

  it('expands PackBits as the specification does in its example', async () => {
    // TIFF 6.0 section 9.
    const packed = Buffer.from('feaa0280002afdaa0380002a22f7aa', 'hex');
    const expected = Buffer.from(`aaaaaa80002aaaaaaaaa80002a22${'aa'.repeat(10)}`, 'hex');
    expect(await values(strip(packed, 24, 1, [259, [32773]]))).toEqual([...expected]);
  });

  it('expands LZW as the specification does in its example', async () => {
    // TIFF 6.0 section 13: Clear, 7, 258, 8, 8, 258, 6, 6, EndOfInformation, of 9 bits each.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257]
      .map((code) => code.toString(2).padStart(9, '0'))
      .join('');
    const packed = Uint8Array.from(codes.match(/.{1,8}/g)!, (byte) => parseInt(byte.padEnd(8, '0'), 2));
    expect(await values(strip(packed, 9, 1, [259, [5]]))).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it.each<[string, number, (bytes: Uint8Array) => Uint8Array]>([
    ['LZW whose codes widen to 12 bits', 5, lzwLiterals],
    ['deflate', 8, deflateSync],
    ['deflate under its older number', 32946, deflateSync],
  ])('expands %s', async (_, compression, compress) => {
    const film = filmValues(90, 60, 255, new Uint8Array(5400));
    expect(await values(strip(compress(film), 60, 90, [259, [compression]]))).toEqual([...film]);
  });

  it('decodes strips of JPEG, whose tables stand for all', async () => {
    const flat = (level: number) =>
      Buffer.from(sequentialJpeg([[8 * level]], { width: 8, height: 8, bitsPerSample: 12 }));
    const [first, second] = [flat(100), flat(-300)];
    // Quantisation and code tables between the first marker and the frame header, and behind it.
    const tables = Buffer.concat([first.subarray(0, 2), first.subarray(2, 2 + 69), first.subarray(-2)]);
    const without = (jpeg: Buffer) => Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(2 + 69)]);
    const fields: TiffField[] = [...greyFields(8, 16, 12), [259, [7]], [278, [8]], [347, tables]];
    const tiff = tiffOf([{ fields, chunks: [without(first), without(second)] }]);
    const { description, storedValues } = await decodeFrame(tiff, 0);
    expect([storedValues[0], storedValues[127]]).toEqual([2148, 1748]);
    expect(description.pixels).toMatchObject({ bitsStored: 12, lossy: true });
  });

  it('decodes JPEG in Y, Cb and Cr to RGB', async () => {
    const green = Uint8Array.from({ length: 3 * 64 * 32 }, (_, i) => (i % 3 === 1 ? 200 : 20));
    const jpeg = await encodeJpeg(green, 64, 32, 3);
    const fields: TiffField[] = [
      [258, [8, 8, 8]],
      [259, [7]],
      [262, [6]],
      [277, [3]],
    ];
    const [red, greenSample, blue] = await values(strip(jpeg, 64, 32, ...fields));
    expect(Math.abs(red! - 20)).toBeLessThanOrEqual(2);
    expect(Math.abs(greenSample! - 200)).toBeLessThanOrEqual(2);
    expect(Math.abs(blue! - 20)).toBeLessThanOrEqual(2);
  });

  it('turns a page as its orientation says', async () => {
    const { description, storedValues } = await decodeFrame(
      strip(Uint8Array.of(1, 2, 3, 4, 5, 6), 3, 2, [274, [6]]),
      0,
    );
    expect(description.pixels).toMatchObject({ rows: 3, columns: 2 });
    expect([...storedValues]).toEqual([4, 1, 5, 2, 6, 3]);
  });

  it('takes pages of the same kind for frames, and leaves previews and others out', async () => {
    const page = (value: number, ...fields: readonly TiffField[]) => ({
      fields: [...greyFields(1, 1, 8), ...fields],
      chunks: [Uint8Array.of(value)],
    });
    const tiff = tiffOf([
      page(10),
      page(99, [254, [1]]),
      page(20),
      { ...page(99), fields: greyFields(1, 2, 8) },
      page(99, [262, [5]]),
    ]);
    expect(describeImage(tiff).pixels.numberOfFrames).toBe(2);
    expect([await values(tiff, 0), await values(tiff, 1)]).toEqual([[10], [20]]);
  });
});

describe('describeImage of a hostile TIFF', () => {
  const film = filmValues(40, 40, 255, new Uint8Array(1600));
  const whole = strip(deflateSync(film), 40, 40, [259, [8]]);

  it.each<[string, Uint8Array, string]>([
    ['no width', strip(film, 0, 40), 'malformed-file'],
    ['60,000 by 60,000 pixels in a few bytes', strip(film, 60_000, 60_000), 'image-too-large'],
    ['70,000 columns', strip(film, 70_000, 1), 'image-too-large'],
    ['more pixels than its bytes can stand for', strip(film, 9000, 9000, [259, [5]]), 'malformed-file'],
    [
      'tiles of 60,000 by 60,000',
      tiffOf([
        { fields: [...greyFields(40, 40, 8), [322, [60_000]], [323, [60_000]]], chunks: [film], tiled: true },
      ]),
      'image-too-large',
    ],
    [
      'tiles of one pixel',
      tiffOf([
        { fields: [...greyFields(2, 1, 8), [322, [1]], [323, [1]]], chunks: [film, film], tiled: true },
      ]),
      'malformed-file',
    ],
    ['no strips', tiffOf([{ fields: greyFields(40, 40, 8), chunks: [] }]), 'malformed-file'],
    ['a strip that lies beyond its end', strip(film, 40, 40, [279, [1_000_000]]), 'truncated-file'],
    ['floating-point numbers', strip(film, 10, 40, [258, [32]], [339, [3]]), 'unsupported-pixel-format'],
    ['printing colours', strip(film, 10, 40, [262, [5]], [277, [4]]), 'unsupported-pixel-format'],
    ['fax coding', strip(film, 40, 40, [259, [4]]), 'unsupported-transfer-syntax'],
    ['an unknown compression', strip(film, 40, 40, [259, [77]]), 'unsupported-transfer-syntax'],
    ['no directory', Buffer.from('49492a0000000000', 'hex'), 'no-pixel-data'],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => describeImage(bytes)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  it('refuses pages that go in circles', () => {
    const loop = Buffer.from(whole);
    loop.copy(loop, loop.length - 4, 4, 8);
    expect(() => describeImage(loop)).toThrow(expect.objectContaining({ code: 'malformed-file' }));
  });

  it('refuses strips that all share the same bytes', () => {
    const fields: TiffField[] = [...greyFields(40, 40, 8), [278, [1]]];
    const shared = tiffOf([
      {
        fields: [...fields, [273, Array<number>(40).fill(8)], [279, Array<number>(40).fill(1600)]],
        chunks: [film],
      },
    ]);
    expect(() => describeImage(shared)).toThrow(expect.objectContaining({ code: 'truncated-file' }));
  });

  it('refuses pages that all read the same long field', () => {
    // Each of 2,000 one-pixel pages gives the depth of its sample as the same 100,000 numbers.
    const depths = Buffer.alloc(400_000);
    for (let at = 0; at < depths.length; at += 4) depths.writeUInt32LE(8, at);
    const fields = [
      [256, 1, 1],
      [257, 1, 1],
      [258, 100_000, 8],
      [273, 1, 8],
      [279, 1, 1],
    ];
    const length = 2 + 12 * fields.length + 4;
    const start = 8 + depths.length;
    const pages = Array.from({ length: 2000 }, (_, page) => {
      const directory = Buffer.alloc(length);
      directory.writeUInt16LE(fields.length, 0);
      fields.forEach(([tag, count, value], i) => {
        directory.writeUInt16LE(tag!, 2 + 12 * i);
        directory.writeUInt16LE(4, 4 + 12 * i);
        directory.writeUInt32LE(count!, 6 + 12 * i);
        directory.writeUInt32LE(value!, 10 + 12 * i);
      });
      directory.writeUInt32LE(page < 1999 ? start + length * (page + 1) : 0, length - 4);
      return directory;
    });
    const header = Buffer.from('49492a0000000000', 'hex');
    header.writeUInt32LE(start, 4);
    const [first] = pages;
    const alone = Buffer.from(first!);
    alone.writeUInt32LE(0, length - 4);
    expect(describeImage(Buffer.concat([header, depths, alone])).pixels.numberOfFrames).toBe(1);
    expect(() => describeImage(Buffer.concat([header, depths, ...pages]))).toThrow(
      expect.objectContaining({ code: 'malformed-file', message: 'The directories of the TIFF overlap.' }),
    );
  });

  it('refuses a compression bomb', async () => {
    const bomb = strip(deflateSync(new Uint8Array(20_000_000)), 40, 40, [259, [8]]);
    expect(await codeOf(bomb)).toBe('malformed-file');
  });

  it('never takes a film that was cut for whole, wherever it was cut', async () => {
    for (let part = 1; part < 16; part++) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 16));
      expect(['truncated-file', 'malformed-file', 'not-an-image']).toContain(await codeOf(cut));
    }
  });

  it('decodes a damaged film or refuses it by a code, wherever the damage is', async () => {
    for (let position = 0; position < whole.length; position += 3) {
      const damaged = Buffer.from(whole);
      damaged[position]! ^= 0xff;
      expect(['decoded', ...errorCodes]).toContain(await codeOf(damaged));
    }
  });
});
