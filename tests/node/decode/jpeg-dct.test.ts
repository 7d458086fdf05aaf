import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeImage } from '#node/decode/describe-image';
import { decodeJpeg, decodeJpegAsStored } from '#node/decode/jpeg';
import { dicomFile, encapsulated, greyModule, withAttributes } from '../../support/dicom-bytes.ts';
import { encodeJpeg } from '../../support/codestreams.ts';
import {
  progressiveJpeg,
  segment,
  sequentialJpeg,
  type Blocks,
  type Pass,
} from '../../support/jpeg-scans.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const any = (): void => undefined;

async function samplesOf(jpeg: Uint8Array): Promise<Uint8Array | Uint16Array> {
  const { header, bytes } = await decodeJpeg(jpeg, any);
  return header.bitsPerSample > 8 ? new Uint16Array(bytes.buffer) : bytes;
}

async function codeOf(jpeg: Uint8Array): Promise<unknown> {
  return decodeJpeg(jpeg, any).then(
    () => 'decoded',
    (thrown: { code?: unknown }) => thrown.code ?? thrown,
  );
}

/** Blocks of coefficients that grow smaller along the zigzag, as those of pictures do. */
function pictureBlocks(count: number, seed: number): Blocks {
  let state = seed;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  return Array.from({ length: count }, () =>
    Array.from({ length: 64 }, (_, k) =>
      Math.trunc((random() * (k === 0 ? 16000 : 3000)) / (1 + k * k * 0.2)),
    ),
  );
}

const size24 = { width: 24, height: 24, bitsPerSample: 12 } as const;
const blocks = pictureBlocks(9, 7);
/** As an encoder sends a film: the mean first, then bands, each a few bits at a time. */
const passes: readonly Pass[] = [
  [0, 0, 0, 1],
  [1, 5, 0, 2],
  [6, 63, 0, 2],
  [1, 63, 2, 1],
  [0, 0, 1, 0],
  [1, 63, 1, 0],
];

describe('decodeJpeg of 12 bits', () => {
  it('gives the level shift and an eighth of the mean coefficient for flat blocks', async () => {
    // ITU-T T.81 A.3.1 and A.3.3: sample = 2048 + DC / 8 where every other coefficient is zero.
    const flat = [[8 * 1000], [8 * -2048], [8 * 2047], [8 * 2500]];
    const samples = await samplesOf(sequentialJpeg(flat, { width: 32, height: 8, bitsPerSample: 12 }));
    expect([0, 8, 16].map((column) => samples[column])).toEqual([3048, 0, 4095]);
    // What overshoots is white, not wrapped to black.
    expect(samples[24]).toBe(4095);
  });

  it('gives the cosine of a single horizontal coefficient', async () => {
    // A.3.3 with C(0) = 1/sqrt(2): S10 / 4 * C(0) * cos((2x + 1) pi / 16).
    const samples = await samplesOf(sequentialJpeg([[0, 4000]], { width: 8, height: 8, bitsPerSample: 12 }));
    const expected = Array.from({ length: 8 }, (_, x) =>
      Math.round(2048 + (4000 / 4) * Math.SQRT1_2 * Math.cos(((2 * x + 1) * Math.PI) / 16)),
    );
    for (let row = 0; row < 8; row++) expect([...samples.subarray(8 * row, 8 * row + 8)]).toEqual(expected);
  });

  it.each([9, 16] as const)('decodes Huffman codes of %i bits', async (codeLength) => {
    const expected = await samplesOf(sequentialJpeg(blocks, size24));
    expect(await samplesOf(sequentialJpeg(blocks, { ...size24, codeLength }))).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(300);
  });

  it('begins afresh at each restart marker', async () => {
    const expected = await samplesOf(sequentialJpeg(blocks, size24));
    expect(await samplesOf(sequentialJpeg(blocks, { ...size24, restartInterval: 2 }))).toEqual(expected);
  });

  it('cuts what lies beyond the image off the last blocks', async () => {
    const whole = await samplesOf(sequentialJpeg(blocks, size24));
    const part = await samplesOf(sequentialJpeg(blocks, { width: 17, height: 19, bitsPerSample: 12 }));
    const expected = Array.from({ length: 19 }, (_, row) => [...whole.subarray(24 * row, 24 * row + 17)]);
    expect([...part]).toEqual(expected.flat());
  });
});

describe('decodeJpeg of a progression', () => {
  it.each([8, 12] as const)(
    'gives the samples of the same coefficients in one scan, at %i bits',
    async (bitsPerSample) => {
      const options = { ...size24, bitsPerSample };
      const expected = await samplesOf(sequentialJpeg(blocks, options));
      expect(await samplesOf(progressiveJpeg(blocks, passes, options))).toEqual(expected);
    },
  );

  it('gives them by spectral selection alone', async () => {
    const selection: readonly Pass[] = [
      [0, 0, 0, 0],
      [1, 5, 0, 0],
      [6, 63, 0, 0],
    ];
    const expected = await samplesOf(sequentialJpeg(blocks, size24));
    expect(await samplesOf(progressiveJpeg(blocks, selection, size24))).toEqual(expected);
  });

  it('refuses more passes than it would ever take, before spending time on them', async () => {
    const bomb = progressiveJpeg([[0]], [[0, 0, 0, 0], ...Array<Pass>(2000).fill([1, 63, 0, 0])], {
      width: 8,
      height: 8,
      bitsPerSample: 8,
    });
    expect(await codeOf(bomb)).toBe('too-many-scans');
  });

  it('refuses details that come before the mean', async () => {
    const early = progressiveJpeg(
      blocks,
      [
        [1, 63, 0, 0],
        [0, 0, 0, 0],
      ],
      size24,
    );
    expect(await codeOf(early)).toBe('malformed-file');
  });
});

describe('decodeJpeg', () => {
  const jpeg = sequentialJpeg(blocks, size24);

  it('never takes a film that was cut for whole, wherever it was cut', async () => {
    const progressive = progressiveJpeg(blocks, passes, size24);
    for (const whole of [jpeg, progressive])
      for (let part = 1; part < 16; part++) {
        const cut = whole.subarray(0, Math.floor((whole.length * part) / 16));
        const closed = Buffer.concat([cut, Buffer.from([0xff, 0xd9])]);
        for (const bytes of [cut, closed])
          expect(['truncated-file', 'malformed-file', 'codec-failed']).toContain(await codeOf(bytes));
      }
  });

  it.each<[string, number, string]>([
    ['arithmetic coding', 0xc9, 'Arithmetic-coded'],
    ['progressive arithmetic coding', 0xca, 'Arithmetic-coded'],
    ['a hierarchy', 0xc5, 'Hierarchical'],
    ['lossless coding', 0xc3, 'Lossless'],
  ])('refuses %s by name', async (_, process, name) => {
    const other = Buffer.from(jpeg);
    const frameHeader = other.indexOf(Buffer.from([0xff, 0xc1]));
    other[frameHeader + 1] = process;
    await expect(decodeJpeg(other, any)).rejects.toMatchObject({
      code: 'unsupported-pixel-format',
      message: expect.stringContaining(name) as string,
    });
  });

  it('refuses a height that is told after the pixels', async () => {
    const late = Buffer.concat([jpeg.subarray(0, -2), segment(0xdc, [0, 24]), jpeg.subarray(-2)]);
    expect(await codeOf(late)).toBe('unsupported-pixel-format');
  });

  it('refuses more segments and tables than any picture has', async () => {
    const empty = Buffer.concat(Array<Buffer>(70_000).fill(segment(0xfe, [])));
    const table = segment(0xc4, [0, 1, ...Array<number>(15).fill(0), 0]);
    for (const flood of [empty, Buffer.concat(Array<Buffer>(70_000).fill(table))]) {
      const scans = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xda]));
      const flooded = Buffer.concat([jpeg.subarray(0, scans), flood, jpeg.subarray(scans)]);
      expect(await codeOf(flooded)).toBe('malformed-file');
    }
  });

  it('refuses printing colours by name', async () => {
    const inks = Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xc0, [8, 0, 8, 0, 8, 4, ...[1, 2, 3, 4].flatMap((id) => [id, 0x11, 0])]),
      Buffer.from([0xff, 0xd9]),
    ]);
    expect(() => describeImage(inks)).toThrow(
      expect.objectContaining({
        code: 'unsupported-pixel-format',
        message: 'JPEG in printing colours (CMYK) cannot be shown.',
      }),
    );
  });

  it('decodes a film whose colour profile alone is damaged', async () => {
    const film = await encodeJpeg(filmValues(64, 64, 255, new Uint8Array(4096)), 64, 64, 1);
    // A profile in parts of which this is number 0: they count from 1.
    const profile = segment(0xe2, [...Buffer.from('ICC_PROFILE\0'), 0, 1, ...Array<number>(128).fill(0)]);
    const odd = Buffer.concat([film.subarray(0, 2), profile, film.subarray(2)]);
    expect(await samplesOf(odd)).toEqual(await samplesOf(film));
  });
});

describe('decodeFrame of lossy JPEG in DICOM', () => {
  it.each([
    ['extended', '1.2.840.10008.1.2.4.51'],
    ['progressive', '1.2.840.10008.1.2.4.55'],
  ])('keeps what overshoots the stored bits as bright as they can say, %s', async (process, syntax) => {
    // Means of 500, 1023 and 1100 where ten bits are stored; without its upper bits 1100 would be 76.
    const flat = [500, 1023, 1100].map((level) => [8 * (level - 2048)]);
    const size = { width: 24, height: 8, bitsPerSample: 12 } as const;
    const codestream =
      process === 'extended' ? sequentialJpeg(flat, size) : progressiveJpeg(flat, [[0, 0, 0, 0]], size);
    const film = dicomFile(
      syntax,
      withAttributes(
        greyModule(8, 24),
        [0x0028, 0x0101, 'US', [10]],
        [0x0028, 0x0102, 'US', [9]],
        [0x7fe0, 0x0010, 'OB', encapsulated([codestream])],
      ),
    );
    const { description, storedValues } = await decodeFrame(film, 0);
    expect([0, 8, 16].map((column) => storedValues[column])).toEqual([500, 1023, 1023]);
    expect(description.pixels.lossy).toBe(true);
  });
});

describeWithSharedData('decodeJpeg of real films', (data) => {
  it('decodes a whole film that a stricter decoder calls damaged over its colour profile', async () => {
    const film = readFileSync(join(data, 'multi-region/images/b70955251ff3dec3.jpg'));
    const { header } = await decodeJpegAsStored(film, any);
    expect(header).toMatchObject({ width: 458, height: 600 });
  });
});
