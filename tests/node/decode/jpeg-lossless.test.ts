import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFrame } from '#node/decode/decode-frame';
import { decodeJpegLossless } from '#node/decode/jpeg-lossless';
import {
  dicomFile,
  encapsulated,
  greyFile,
  greyModule,
  withAttributes,
  type Attribute,
} from '../../support/dicom-bytes.ts';
import { encodeLosslessJpeg, type LosslessOptions } from '../../support/lossless-jpeg.ts';

const size = { width: 13, height: 9 } as const;
const predictors = [1, 2, 3, 4, 5, 6, 7];

async function decoded(codestream: Uint8Array): Promise<number[]> {
  const { header, bytes } = await decodeJpegLossless(codestream, () => undefined);
  return [...(header.bitsPerSample > 8 ? new Uint16Array(bytes.buffer) : bytes)];
}

/** Samples of every size of difference, the largest too. */
function noise({ width, height, bitsPerSample, componentCount = 1 }: LosslessOptions): number[] {
  const top = 2 ** bitsPerSample - 1;
  return Array.from({ length: width * height * componentCount }, (_, i) =>
    i % 7 === 0 ? 0 : i % 11 === 0 ? top : (i * i * 2_654_435) % (top + 1),
  );
}

describe('decodeJpegLossless', () => {
  it.each(predictors)('undoes predictor %i at every depth, grey and colour', async (predictor) => {
    for (const bitsPerSample of [2, 8, 9, 12, 16])
      for (const componentCount of [1, 3] as const) {
        const options = { ...size, bitsPerSample, componentCount, predictor };
        expect(await decoded(encodeLosslessJpeg(noise(options), options))).toEqual(noise(options));
      }
  });

  it.each(predictors)('begins anew at each restart marker, with predictor %i', async (predictor) => {
    const options = { ...size, bitsPerSample: 12, predictor, restartLines: 1 };
    expect(await decoded(encodeLosslessJpeg(noise(options), options))).toEqual(noise(options));
  });

  it('reads components that have a scan each', async () => {
    const options = {
      ...size,
      bitsPerSample: 16,
      componentCount: 3,
      predictor: 4,
      separateScans: true,
    } as const;
    expect(await decoded(encodeLosslessJpeg(noise(options), options))).toEqual(noise(options));
  });

  it('gives back all but the bits that a point transform took', async () => {
    const options = { ...size, bitsPerSample: 12, predictor: 1, pointTransform: 3 };
    const expected = noise(options).map((value) => value & ~7);
    expect(await decoded(encodeLosslessJpeg(noise(options), options))).toEqual(expected);
  });

  it('refuses samples that the depth of the codestream has no room for', async () => {
    const tooMuch = encodeLosslessJpeg([0, 4096, 0], { width: 3, height: 1, bitsPerSample: 12 });
    await expect(decoded(tooMuch)).rejects.toMatchObject({ code: 'malformed-file' });
  });

  it('hands over whole cells, of which a file may store the lower bits alone', async () => {
    const cells = encodeLosslessJpeg([0xf123, 0x0fff], { width: 2, height: 1, bitsPerSample: 16 });
    const stored: Attribute[] = [
      [0x0028, 0x0101, 'US', [12]],
      [0x0028, 0x0102, 'US', [11]],
      [0x7fe0, 0x0010, 'OB', encapsulated([cells])],
    ];
    const film = dicomFile('1.2.840.10008.1.2.4.70', withAttributes(greyModule(1, 2), ...stored));
    expect((await decodeFrame(film, 0)).storedValues).toEqual(Uint16Array.of(0x123, 0xfff));
  });

  it('takes a difference of 32,768, which has no bits of its own', async () => {
    const options = { width: 3, height: 1, bitsPerSample: 16 };
    expect(await decoded(encodeLosslessJpeg([0, 32_768, 0], options))).toEqual([0, 32_768, 0]);
  });

  describe('of something amiss', () => {
    const options = { ...size, bitsPerSample: 12 };
    const codestream = encodeLosslessJpeg(noise(options), options);
    const place = (marker: number): number =>
      codestream.findIndex((byte, i) => byte === 0xff && codestream[i + 1] === marker);
    const changed = (at: number, value: number): Uint8Array => {
      const copy = Uint8Array.from(codestream);
      copy[at] = value;
      return copy;
    };

    it.each<[string, Uint8Array, string]>([
      ['an end amid the samples', codestream.subarray(0, codestream.length >> 1), 'truncated-file'],
      ['an end before the scan', codestream.subarray(0, place(0xda)), 'truncated-file'],
      ['an end marker before the scan', changed(place(0xda) + 1, 0xd9), 'truncated-file'],
      ['another process', changed(place(0xc3) + 1, 0xc1), 'unsupported-pixel-format'],
      ['17 bits', changed(place(0xc3) + 4, 17), 'malformed-file'],
      ['four components', changed(place(0xc3) + 9, 4), 'truncated-file'],
      ['predictor 0', changed(place(0xda) + 7, 0), 'malformed-file'],
      ['a point transform of all bits', changed(place(0xda) + 9, 12), 'malformed-file'],
      ['a table that is not there', changed(place(0xda) + 6, 0x30), 'malformed-file'],
      ['a component that is not there', changed(place(0xda) + 5, 9), 'malformed-file'],
      ['a code that is none', changed(place(0xda) + 10, 0xf7), 'codec-failed'],
      ['more rows than its bytes can hold', changed(place(0xc3) + 5, 0xff), 'truncated-file'],
    ])('refuses %s', async (_, bytes, code) => {
      await expect(decoded(bytes)).rejects.toMatchObject({ code });
    });

    it('refuses a size that its bytes cannot hold before anything is allocated', async () => {
      const bomb = Uint8Array.from(codestream);
      bomb.fill(0xff, place(0xc3) + 5, place(0xc3) + 9);
      await expect(decoded(bomb)).rejects.toMatchObject({ code: 'malformed-file' });
    });
  });
});

const hasDcmtk = spawnSync('dcmcjpeg', ['--version']).status === 0;

(hasDcmtk ? describe : describe.skip)('decodeFrame of what DCMTK encodes', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-lossless-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(predictors)('gives back every sample, with predictor %i', async (predictor) => {
    const pixels = Array.from({ length: 40 * 30 }, (_, i) => (i * i * 31) % 65_536);
    const [plain, compressed] = [join(folder, 'plain.dcm'), join(folder, `${predictor}.dcm`)];
    writeFileSync(
      plain,
      greyFile(
        30,
        40,
        [0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.7'],
        [0x0008, 0x0018, 'UI', '1.2.3.4'],
        [0x7fe0, 0x0010, 'OW', pixels],
      ),
    );
    const { status } = spawnSync('dcmcjpeg', ['+el', '+sv', `${predictor}`, plain, compressed]);
    expect(status).toBe(0);
    const { storedValues } = await decodeFrame(readFileSync(compressed), 0);
    expect(storedValues).toEqual(Uint16Array.from(pixels));
  });
});
