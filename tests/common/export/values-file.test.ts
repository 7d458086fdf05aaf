import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { decode as readTiff } from 'tiff';
import { encodeValues } from '#common/export/values-file';
import { wholeValues } from '#common/export/whole-values';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { frameOf } from '../../support/synthetic-frame.ts';

/** The samples of the channels that other programs find in the files. */
function readBack(frame: DecodedFrame, channels = 1): { png: Uint16Array; tiff: Uint16Array } {
  const { data, ...png } = PNG.sync.read(Buffer.from(encodeValues(frame, 'png16')), { skipRescale: true });
  expect(png).toMatchObject({ width: frame.description.pixels.columns, depth: 16 });
  const [page] = readTiff(encodeValues(frame, 'tiff16'));
  expect(page).toMatchObject({ height: frame.description.pixels.rows, bitsPerSample: 16 });
  const samples = page!.data as Uint16Array;
  // pngjs gives four samples a pixel: grey thrice, or red, green and blue, and opacity.
  const ofPng = samples.map((_, i) => data[4 * Math.floor(i / channels) + (i % channels)]!);
  return { png: ofPng, tiff: samples };
}

const both = (...values: number[]) => ({ png: Uint16Array.of(...values), tiff: Uint16Array.of(...values) });

describe('the values of a film as a file of 16 bits', () => {
  it('are modality values where these are whole and fit, read back by other programs', () => {
    // 2 * stored + 100.
    const frame = frameOf(1, 3, Uint16Array.of(0, 1, 30000), { rescaleSlope: 2, rescaleIntercept: 100 });
    expect(readBack(frame)).toEqual(both(100, 102, 60100));
    expect(wholeValues(frame).statement).toBe(
      'Samples are modality values; modality value = stored value * 2 + 100. Bits stored: 16.',
    );
  });

  it.each([
    ['fractions', { rescaleSlope: 0.5 }, 'modality value = sample * 0.5 + 0'],
    ['negative ones', { rescaleIntercept: -1024 }, 'modality value = sample * 1 + -1024'],
    ['too large ones', { rescaleSlope: 3 }, 'modality value = sample * 3 + 0'],
  ])('are the stored values where modality values would be %s, and say so', (_, rescale, words) => {
    const frame = frameOf(2, 2, Uint16Array.of(0, 1, 255, 65535), rescale);
    expect(readBack(frame)).toEqual(both(0, 1, 255, 65535));
    expect(wholeValues(frame).statement).toContain(`stored values; ${words}`);
  });

  it('are moved up by 32768 where stored values are negative, and say so', () => {
    const frame = frameOf(1, 4, Int16Array.of(-32768, -1, 0, 32767), { pixelRepresentation: 1 });
    expect(readBack(frame)).toEqual(both(0, 32767, 32768, 65535));
    expect(wholeValues(frame).statement).toContain('modality value = (sample - 32768) * 1 + 0');
  });

  it('keep colours apart', () => {
    const frame = frameOf(1, 2, Uint8Array.of(1, 2, 3, 250, 251, 252), {
      samplesPerPixel: 3,
      photometricInterpretation: 'RGB',
      bitsAllocated: 8,
      bitsStored: 8,
    });
    expect(readBack(frame, 3)).toEqual(both(1, 2, 3, 250, 251, 252));
  });

  it('are refused where they are fractions or of more than 16 bits', () => {
    const float = frameOf(1, 2, Float32Array.of(0.5, 1), { sampleType: 'float', bitsAllocated: 32 });
    const deep = frameOf(1, 2, Uint32Array.of(0, 65536), { bitsAllocated: 32, bitsStored: 32 });
    for (const frame of [float, deep])
      expect(() => encodeValues(frame, 'tiff16')).toThrow(
        expect.objectContaining({ code: 'unsupported-pixel-format' }),
      );
  });

  it('say in the file what they are, and of MONOCHROME1 that low is bright', () => {
    const frame = frameOf(1, 1, Uint16Array.of(7), { photometricInterpretation: 'MONOCHROME1' });
    const [page] = readTiff(encodeValues(frame, 'tiff16'));
    expect(page!.imageDescription).toContain(
      'which are the stored ones. MONOCHROME1: low values are bright.',
    );
    expect(Buffer.from(encodeValues(frame, 'png16')).toString('latin1')).toContain('MONOCHROME1: low values');
  });
});

describeWithSharedData('the values of real films as files of 16 bits', (data) => {
  const plain = (value: number): number => value;
  it.each([
    ['MONOCHROME1 of 10 bits', 'nema-wg04/REF/RG3_UNC', 'which are the stored ones', plain],
    ['unsigned values of 12 bits', 'dicom-test-files/pydicom/emri_small.dcm', 'Bits stored: 12', plain],
    ['unsigned values of 16 bits', 'dicom-test-files/pydicom/eCT_Supplemental.dcm', 'Bits stored: 16', plain],
    ['a slope that is no whole number', 'nema-wg04/JLSL/MR4_JLSL', 'stored values; modality', plain],
    [
      'signed values and an intercept of -1024',
      'dicomParser/testImages/CT1_UNC.explicit_big_endian.dcm',
      'stored values + 32768',
      (value: number) => value + 32768,
    ],
  ])('of %s are those of the pipeline', async (_, name, words, expected) => {
    const frame = await decodeFrame(readFileSync(join(data, 'dicom', name)), 0);
    const { png, tiff } = readBack(frame);
    const differs = (samples: Uint16Array): number =>
      samples.findIndex((sample, i) => sample !== expected(frame.storedValues[i]!));
    expect([png.length, tiff.length]).toEqual([frame.storedValues.length, frame.storedValues.length]);
    expect([differs(png), differs(tiff)]).toEqual([-1, -1]);
    expect(wholeValues(frame).statement).toContain(words);
  });
});
