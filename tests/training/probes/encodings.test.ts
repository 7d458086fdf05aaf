import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { encodeDicom, fullWindow } from '../../../training/probes/encodings/dicom.ts';
import { encodeJpeg } from '../../../training/probes/encodings/jpeg.ts';
import { encodePng } from '../../../training/probes/encodings/png.ts';
import { filmOf, halve, type Film } from '../../../training/probes/film.ts';

const film: Film = {
  rows: 60,
  columns: 48,
  intensities: Float32Array.from(
    { length: 60 * 48 },
    (_, i) => Math.round(127 + 120 * Math.sin(i / 50)) / 255,
  ),
};

const input = {
  preprocessing: 1,
  rows: 32,
  columns: 32,
  resample: 'area',
  fit: 'letterbox',
  lowerPercentile: 0.005,
  upperPercentile: 0.995,
  padValue: 0,
  mean: 0.5,
  std: 0.5,
} as const;

async function farthest(file: Uint8Array): Promise<number> {
  const decoded = filmOf(await decodeFrame(file, 0));
  expect([decoded.rows, decoded.columns]).toEqual([film.rows, film.columns]);
  return Math.max(...decoded.intensities.map((value, i) => Math.abs(value - film.intensities[i]!)));
}

/** The codecs are WebAssembly, which a busy machine takes long to compile. */
const limit = 60_000;

describe('the encodings of a film', () => {
  it(
    'lose no more than their depth allows',
    async () => {
      const dicom = encodeDicom(film, { photometricInterpretation: 'MONOCHROME2', window: fullWindow });
      expect(await farthest(dicom)).toBeLessThan(0.51 / 4095);
      expect(await farthest(encodePng(film, 16))).toBeLessThan(0.51 / 65535);
      expect(await farthest(encodePng(film, 8))).toBeLessThan(1e-6);
      expect(await farthest(await encodeJpeg(film, 90))).toBeLessThan(0.05);
    },
    limit,
  );

  it(
    'lose more where a JPEG has less quality',
    async () => {
      const [fine, coarse] = [await encodeJpeg(film, 90), await encodeJpeg(film, 20)];
      expect(coarse.length).toBeLessThan(fine.length);
      expect(await farthest(coarse)).toBeGreaterThan(await farthest(fine));
    },
    limit,
  );

  it('show the model one film in MONOCHROME1 and MONOCHROME2', async () => {
    const [dark, bright] = await Promise.all(
      (['MONOCHROME1', 'MONOCHROME2'] as const).map(async (photometricInterpretation) => {
        const frame = await decodeFrame(
          encodeDicom(film, { photometricInterpretation, window: fullWindow }),
          0,
        );
        expect(frame.description.pixels).toMatchObject({ photometricInterpretation, bitsStored: 12 });
        return preprocess(frame, input).pixels;
      }),
    );
    expect(Math.max(...dark!.map((value, i) => Math.abs(value - bright![i]!)))).toBeLessThan(1e-4);
  });

  it('carry the window that was asked for', async () => {
    const window = { center: 1500, width: 1365 };
    const frame = await decodeFrame(
      encodeDicom(film, { photometricInterpretation: 'MONOCHROME2', window }),
      0,
    );
    expect(frame.description.pixels.windows).toEqual([expect.objectContaining(window)]);
  });
});

describe('halve', () => {
  it('averages four pixels into one', () => {
    const halved = halve({
      rows: 2,
      columns: 4,
      intensities: Float32Array.of(0, 1, 0.5, 0.5, 1, 0, 0.5, 0.1),
    });
    expect(halved).toMatchObject({ rows: 1, columns: 2 });
    expect([...halved.intensities]).toEqual([expect.closeTo(0.5), expect.closeTo(0.4)]);
  });
});
