import { errorCodes } from '#common/errors';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeImage } from '#node/decode/describe-image';

interface Bmp {
  readonly columns: number;
  /** Negative for lines from the top down. */
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** What follows the header: masks, and blue, green, red and nothing of each colour. */
  readonly tables?: readonly number[];
  readonly coloursUsed?: number;
  readonly pixels: readonly number[];
}

function bmpOf({
  columns,
  height,
  bits,
  compression = 0,
  tables = [],
  coloursUsed = 0,
  pixels,
}: Bmp): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + tables.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(columns, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  header.writeUInt32LE(coloursUsed, 46);
  return Buffer.concat([header, Buffer.from(tables), Buffer.from(pixels)]);
}

const greys = Array.from({ length: 256 }, (_, i) => [i, i, i, 0]).flat();
const black = [0, 0, 0, 0];
const white = [255, 255, 255, 0];
const orange = [0, 128, 255, 0];

async function samplesOf(bmp: Uint8Array): Promise<number[]> {
  return [...(await decodeFrame(bmp, 0)).storedValues];
}

async function codeOf(bmp: Uint8Array): Promise<unknown> {
  return samplesOf(bmp).then(
    () => 'decoded',
    (thrown: { code?: unknown }) => thrown.code ?? thrown,
  );
}

describe('decodeFrame of a BMP', () => {
  it('reads lines from the bottom up, each padded to four bytes', async () => {
    const pixels = [4, 5, 6, 99, 1, 2, 3, 99];
    const bmp = bmpOf({ columns: 3, height: 2, bits: 8, tables: greys, pixels });
    expect(await samplesOf(bmp)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(describeImage(bmp)).toMatchObject({
      container: 'bmp',
      pixels: {
        rows: 2,
        columns: 3,
        samplesPerPixel: 1,
        photometricInterpretation: 'MONOCHROME2',
        lossy: false,
      },
    });
  });

  it('reads lines from the top down where the height is negative', async () => {
    const pixels = [1, 2, 3, 99, 4, 5, 6, 99];
    const bmp = bmpOf({ columns: 3, height: -2, bits: 8, tables: greys, pixels });
    expect(await samplesOf(bmp)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('looks 1-bit pixels up, which may stand for white and black', async () => {
    const bmp = bmpOf({
      columns: 3,
      height: 1,
      bits: 1,
      tables: [...white, ...black],
      pixels: [0b0100_0000, 0, 0, 0],
    });
    expect(await samplesOf(bmp)).toEqual([255, 0, 255]);
  });

  it('expands 4-bit colours to RGB', async () => {
    const tables = [...black, ...orange];
    const bmp = bmpOf({ columns: 3, height: 1, bits: 4, tables, coloursUsed: 2, pixels: [0x10, 0x10, 0, 0] });
    expect(await samplesOf(bmp)).toEqual([255, 128, 0, 0, 0, 0, 255, 128, 0]);
    expect(describeImage(bmp).pixels.photometricInterpretation).toBe('RGB');
  });

  it.each<[string, Bmp, number[]]>([
    ['24 bits', { columns: 1, height: 1, bits: 24, pixels: [3, 2, 1, 0] }, [1, 2, 3]],
    ['32 bits', { columns: 1, height: 1, bits: 32, pixels: [3, 2, 1, 99] }, [1, 2, 3]],
    // 5 bits each: 31, 15 and 0 of 31 are 255, 123.4 and 0 of 255.
    ['16 bits', { columns: 1, height: 1, bits: 16, pixels: [0xe0, 0x7d, 0, 0] }, [255, 123, 0]],
    [
      '32 bits under masks',
      {
        ...{ columns: 1, height: 1, bits: 32, compression: 3, pixels: [1, 2, 3, 99] },
        tables: [0xff, 0, 0, 0, 0, 0xff, 0, 0, 0, 0, 0xff, 0],
      },
      [1, 2, 3],
    ],
  ])('reads %s a pixel', async (_, bmp, samples) => {
    expect(await samplesOf(bmpOf(bmp))).toEqual(samples);
  });

  it('expands runs of 8 bits: repeated, as they are, moved on and ended', async () => {
    const pixels = [2, 7, 0, 3, 1, 2, 3, 0, 0, 0, 0, 2, 1, 0, 1, 9, 0, 1];
    const bmp = bmpOf({ columns: 5, height: 2, bits: 8, compression: 1, tables: greys, pixels });
    expect(await samplesOf(bmp)).toEqual([0, 9, 0, 0, 0, 7, 7, 1, 2, 3]);
  });

  it('expands runs of 4 bits, whose halves alternate', async () => {
    const tables = greys.slice(0, 64);
    const pixels = [5, 0x12, 0, 3, 0x34, 0x50, 0, 1];
    const bmp = bmpOf({ columns: 8, height: 1, bits: 4, compression: 2, tables, pixels });
    expect(await samplesOf(bmp)).toEqual([1, 2, 1, 2, 1, 3, 4, 5]);
  });
});

describe('describeImage of a hostile BMP', () => {
  const whole = bmpOf({
    columns: 40,
    height: 40,
    bits: 8,
    tables: greys,
    pixels: Array<number>(1600).fill(77),
  });
  const runs = { columns: 4, height: 1, bits: 8, compression: 1, tables: greys } as const;

  it.each<[string, Uint8Array, string]>([
    ['no columns', bmpOf({ columns: 0, height: 4, bits: 8, tables: greys, pixels: [] }), 'malformed-file'],
    [
      'a negative width',
      bmpOf({ columns: -4, height: 4, bits: 8, tables: greys, pixels: [] }),
      'malformed-file',
    ],
    [
      '60,000 by 60,000 pixels',
      bmpOf({ columns: 60_000, height: 60_000, bits: 24, pixels: [] }),
      'image-too-large',
    ],
    [
      'a height of -2,147,483,648',
      bmpOf({ columns: 1, height: -(2 ** 31), bits: 24, pixels: [] }),
      'image-too-large',
    ],
    [
      'more lines than it holds',
      bmpOf({ columns: 4, height: 9, bits: 24, pixels: [1, 2, 3] }),
      'truncated-file',
    ],
    [
      '16,000 by 16,000 pixels in no runs',
      bmpOf({ ...runs, columns: 16_000, height: 16_000, pixels: [0, 1] }),
      'malformed-file',
    ],
    [
      'JPEG inside',
      bmpOf({ columns: 4, height: 4, bits: 24, compression: 4, pixels: [] }),
      'unsupported-transfer-syntax',
    ],
    ['7 bits a pixel', bmpOf({ columns: 4, height: 4, bits: 7, pixels: [] }), 'unsupported-pixel-format'],
    [
      'a palette that is cut',
      bmpOf({ columns: 4, height: 4, bits: 8, tables: black, pixels: [] }),
      'truncated-file',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => describeImage(bytes)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  it.each<[string, readonly number[], string]>([
    ['that leave their line', [5, 1, 0, 1], 'codec-failed'],
    ['that move beyond the image', [0, 2, 9, 9, 1, 1, 0, 1], 'codec-failed'],
    ['without an end', [2, 1], 'truncated-file'],
  ])('refuses runs %s', async (_, pixels, code) => {
    expect(await codeOf(bmpOf({ ...runs, pixels }))).toBe(code);
  });

  it('refuses an index beyond the palette', async () => {
    const tables = [...black, ...orange];
    const bmp = bmpOf({ columns: 1, height: 1, bits: 8, tables, coloursUsed: 2, pixels: [2, 0, 0, 0] });
    expect(await codeOf(bmp)).toBe('codec-failed');
  });

  it('never takes a picture that was cut for whole, wherever it was cut', async () => {
    for (let part = 1; part < 16; part++) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 16));
      expect(['truncated-file', 'not-an-image']).toContain(await codeOf(cut));
    }
  });

  it('decodes a damaged picture or refuses it by a code, wherever its header is damaged', async () => {
    for (let position = 0; position < 120; position++) {
      const damaged = Buffer.from(whole);
      damaged[position]! ^= 0xff;
      expect(['decoded', ...errorCodes]).toContain(await codeOf(damaged));
    }
  });
});
