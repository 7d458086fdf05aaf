import { decodeJpeg2000 } from '#node/decode/jpeg-2000';
import { readJpeg2000Header } from '#node/decode/jpeg-2000-header';
import { encodeHtj2k, encodeJpeg2000 } from '../../support/codestreams.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const [width, height] = [83, 61];
const pixels = width * height;
const anything = (): void => undefined;
const film = filmValues(height, width, 65_535, new Uint16Array(pixels));
const bytesOf = (samples: Uint16Array | Int16Array) => new Uint8Array(samples.buffer);
const part1 = () => encodeJpeg2000(film, width, height, 16);
const highThroughput = () => encodeHtj2k(film, { width, height, bitsPerSample: 16, componentCount: 1 });

async function decoded(codestream: Uint8Array, reduction?: number) {
  const { bytes, reduction: given } = await decodeJpeg2000(codestream, anything, reduction);
  return { bytes, reduction: given };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly samples: readonly number[];
}

/** The low-pass half of the reversible 5-3 transform of one line (ITU-T T.800 F.4.8.1). */
function lowPass(line: readonly number[]): number[] {
  const last = line.length - 1;
  const at = (i: number): number => line[i < 0 ? -i : i > last ? 2 * last - i : i]!;
  const high = (i: number): number => at(i) - Math.floor((at(i - 1) + at(i + 1)) / 2);
  return Array.from({ length: Math.ceil(line.length / 2) }, (_, i) =>
    line.length === 1 ? line[0]! : at(2 * i) + Math.floor((high(2 * i - 1) + high(2 * i + 1) + 2) / 4),
  );
}

/** One decomposition: columns first, then rows (F.4.2). */
function halved({ width, height, samples }: Picture): Picture {
  const columns = Array.from({ length: width }, (_, x) =>
    lowPass(Array.from({ length: height }, (_, y) => samples[y * width + x]!)),
  );
  const rows = columns[0]!.map((_, y) => lowPass(columns.map((column) => column[y]!)));
  return { width: rows[0]!.length, height: rows.length, samples: rows.flat() };
}

describe.each([
  ['Part 1', part1],
  ['High-Throughput', highThroughput],
])('decodeJpeg2000 of %s', (_, encode) => {
  it('gives back every sample of a lossless codestream', async () => {
    expect(await decoded(await encode())).toEqual({ bytes: bytesOf(film), reduction: 1 });
  });

  it.each([2, 4, 8, 16, 32])('gives the low-pass picture of the level reduced by %i', async (n) => {
    const { bytes, reduction } = await decoded(await encode(), n);
    const offset = 2 ** 15;
    let expected: Picture = { width, height, samples: Array.from(film, (value) => value - offset) };
    for (let i = 1; i < n; i *= 2) expected = halved(expected);
    expect(reduction).toBe(n);
    expect([...new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)]).toEqual(
      expected.samples.map((value) => Math.min(Math.max(value + offset, 0), 65_535)),
    );
  });

  it('goes to the nearest level there is, and never beyond the wish', async () => {
    const codestream = await encode();
    expect((await decoded(codestream, 7)).reduction).toBe(4);
    expect((await decoded(codestream, 1000)).reduction).toBe(32);
  });

  it('refuses a codestream that is cut off', async () => {
    const codestream = await encode();
    const cut = decoded(codestream.subarray(0, codestream.length - 100));
    await expect(cut).rejects.toMatchObject({ code: 'truncated-file' });
  });

  it('does without the end marker, which some writers leave out', async () => {
    const codestream = await encode();
    expect((await decoded(codestream.subarray(0, -2))).bytes).toEqual(bytesOf(film));
  });

  it('finds the codestream inside a JP2 file', async () => {
    const box = Buffer.concat([
      Buffer.from('0000000c6a5020200d0a870a', 'hex'),
      Buffer.from('0000000070327063', 'hex'),
      await encode(),
    ]);
    box.write('jp2c', 16, 'latin1');
    expect((await decoded(box)).bytes).toEqual(bytesOf(film));
  });
});

describe('decodeJpeg2000', () => {
  it.each([true, false])('gives 8-bit colour by pixel, transformed inside or not (%s)', async (transform) => {
    const samples = Uint8Array.from({ length: 3 * pixels }, (_, i) => (i * 7) % 256);
    const image = { width, height, bitsPerSample: 8, componentCount: 3 } as const;
    const codestream = await encodeHtj2k(samples, image, transform);
    expect(readJpeg2000Header(codestream).colourSpace).toBe(transform ? 'rgb' : null);
    expect((await decoded(codestream)).bytes).toEqual(samples);
  });

  it('keeps negative samples of 8 bits, which the codecs cut off', async () => {
    const samples = filmValues(height, width, 255, new Uint8Array(pixels));
    const image = { width, height, bitsPerSample: 8, componentCount: 1 } as const;
    const codestream = await encodeHtj2k(samples, image);
    const [depth, signed] = [42, 0x80];
    codestream[depth]! |= signed;
    const expected = samples.map((value) => value - 128);
    expect((await decoded(codestream)).bytes).toEqual(expected);
  });

  it('cuts off what overshoots the depth of a High-Throughput codestream', async () => {
    const depth = 42;
    const bytes = Uint8Array.from({ length: pixels }, (_, i) => i % 256);
    const seven = await encodeHtj2k(bytes, { width, height, bitsPerSample: 8, componentCount: 1 });
    // Called 7 bits deep, its samples are centred on 64 instead of 128.
    seven[depth] = 7 - 1;
    const clamped = bytes.map((value) => Math.min(Math.max(value - 64, 0), 127));
    expect((await decoded(seven)).bytes).toEqual(clamped);
    const twelve = await highThroughput();
    twelve[depth] = 12 - 1;
    const words = film.map((value) => Math.min(Math.max(value - 2 ** 15 + 2 ** 11, 0), 4095));
    expect((await decoded(twelve)).bytes).toEqual(bytesOf(words));
  });

  it('refuses what the codec would leave unwritten, by name', async () => {
    const [componentCount, depth] = [40, 42];
    const deep = await part1();
    deep[depth] = 16;
    await expect(decoded(deep)).rejects.toMatchObject({ code: 'unsupported-pixel-format' });
    const subsampled = await part1();
    subsampled[depth + 1] = 2;
    await expect(decoded(subsampled)).rejects.toMatchObject({ code: 'unsupported-pixel-format' });
    const many = await part1();
    many[componentCount] = 0xff;
    await expect(decoded(many)).rejects.toMatchObject({ code: 'truncated-file' });
  });

  it('refuses a size that its bytes cannot hold, and decodes the next', async () => {
    const [columns, rows] = [8, 12];
    const bomb = await part1();
    new DataView(bomb.buffer).setUint32(columns, 65_535);
    new DataView(bomb.buffer).setUint32(rows, 65_535);
    await expect(decoded(bomb)).rejects.toMatchObject({ code: 'malformed-file' });
    expect((await decoded(await part1())).bytes).toEqual(bytesOf(film));
  });

  it('refuses damage inside, by the codec, and decodes the next', async () => {
    const damaged = await part1();
    const startOfData = damaged.findIndex((byte, i) => byte === 0xff && damaged[i + 1] === 0x93);
    damaged.fill(0xff, startOfData + 2, startOfData + 40);
    await expect(decoded(damaged)).rejects.toMatchObject({ code: 'codec-failed' });
    expect((await decoded(await part1())).bytes).toEqual(bytesOf(film));
  });
});
