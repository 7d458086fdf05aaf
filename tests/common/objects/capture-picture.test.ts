import { capturePicture } from '#common/objects/capture-picture';
import { letter, textWidth, type RgbPicture } from '#common/objects/lettering';
import { hasPrediction, type PredictedResult } from '#common/viewer/finding';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { filmFile } from '../../support/film-file.ts';
import { madeUpCard, ranked } from '../../support/synthetic-results.ts';

const blank = (rows: number, columns: number): RgbPicture => ({
  ...{ rows, columns },
  rgb: new Uint8Array(rows * columns * 3),
});
const lit = ({ rgb }: RgbPicture) => rgb.reduce((count, sample) => count + Number(sample > 0), 0);

describe('letter', () => {
  it('draws an “I”, which is one stroke, as a column of its height', () => {
    const picture = blank(32, 16);
    letter(picture, 'I', 0, 0, 32);
    const rows = Array.from({ length: 32 }, (_, row) => row).filter((row) =>
      picture.rgb.subarray(row * 48, row * 48 + 48).some((sample) => sample > 128),
    );
    // From 1 to 22 in units of the font, one unit down, and a round end of 1.1 at each.
    expect([rows[0], rows.at(-1)]).toEqual([1, 23]);
  });

  it('leaves out what reaches beyond the picture', () => {
    const picture = blank(4, 4);
    expect(() => letter(picture, 'Wide', -10, -10, 40)).not.toThrow();
  });

  it('is as wide as its letters together', () => {
    expect(textWidth('ab', 32)).toBe(textWidth('a', 32) + textWidth('b', 32));
  });
});

describe('capturePicture', () => {
  // The made-up map is all below the scale of its card: nothing is coloured.
  const plain = (): PredictedResult => {
    const result = ranked(0.25);
    if (!hasPrediction(result)) throw new Error('It has one.');
    const logits = Float32Array.of(-99, -99, -99, -99);
    return { ...result, attentionMap: { ...result.attentionMap, logits } };
  };

  it('writes beside the film and never on it', async () => {
    const frame = await decodeFrame(filmFile(), 0);
    const short = capturePicture(frame, plain(), madeUpCard);
    const long = capturePicture(frame, plain(), {
      ...madeUpCard,
      release: { ...madeUpCard.release, reason: 'Another reason, which takes more room. '.repeat(8) },
    });
    expect(short.columns).toBe(480);
    expect(long.rows).toBeGreaterThan(short.rows);
    // One line of 18 and a margin of 9 above; the film's 256 rows follow, 240 columns in the middle.
    const filmRows = ({ rgb }: RgbPicture) => Buffer.from(rgb.subarray(27 * 480 * 3, (27 + 256) * 480 * 3));
    expect(filmRows(short).equals(filmRows(long))).toBe(true);
    const beside = Array.from({ length: 256 }, (_, row) =>
      short.rgb.subarray((27 + row) * 1440, (27 + row) * 1440 + 3 * 120),
    );
    expect(beside.every((samples) => samples.every((sample) => sample === 0))).toBe(true);
    expect(lit({ ...short, rgb: short.rgb.subarray(0, 27 * 1440) })).toBeGreaterThan(500);
  });

  it('lays the map over the film in amber', async () => {
    const frame = await decodeFrame(filmFile(), 0);
    const result = plain();
    const logits = Float32Array.of(99, 99, 99, 99);
    const hot = { ...result, attentionMap: { ...result.attentionMap, logits } };
    const at = 3 * ((27 + 0) * 480 + 120);
    const [cold, amber] = [plain(), hot].map((one) => capturePicture(frame, one, madeUpCard).rgb);
    // 0.55 of the amber (255, 176, 46) over the film's darkest pixel, which is black.
    expect([...cold!.subarray(at, at + 3)]).toEqual([0, 0, 0]);
    expect([...amber!.subarray(at, at + 3)]).toEqual([140, 97, 25]);
  });
});
