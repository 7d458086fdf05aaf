import { seededRandom } from '#common/sampling/seeded-random';
import { compressLikeJpeg } from '../../../training/fine-tuning/jpeg-quality.ts';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { encodeJpeg } from '../../support/codestreams.ts';

const side = 48;

/** Smooth with some grain, as films are, in whole levels. */
function film(): Uint8Array {
  const random = seededRandom(4);
  return Uint8Array.from({ length: side * side }, (_, i) =>
    Math.round(110 + 70 * Math.sin((i % side) / 7) * Math.cos(i / side / 9) + 20 * random()),
  );
}

function compressed(quality: number): Float32Array {
  const intensities = Float32Array.from(film(), (level) => level / 255);
  compressLikeJpeg(intensities, side, quality);
  return intensities;
}

function lossOf(quality: number): number {
  const before = film();
  return Math.max(...compressed(quality).map((value, i) => Math.abs(255 * value - before[i]!)));
}

function rootMeanSquare<T extends ArrayLike<number>>(
  values: T,
  of: (value: number, i: number) => number,
): number {
  return Math.sqrt(
    Array.from(values, (value, i) => of(value, i) ** 2).reduce((a, b) => a + b) / values.length,
  );
}

describe('compressLikeJpeg', () => {
  it.each([25, 75, 98])('gives at quality %i what a JPEG encoder and decoder give', async (quality) => {
    const { storedValues } = await decodeFrame(await encodeJpeg(film(), side, side, 1, quality), 0);
    const between = rootMeanSquare(compressed(quality), (value, i) => 255 * value - storedValues[i]!);
    const lost = rootMeanSquare(film(), (level, i) => level - storedValues[i]!);
    // Encoders round a coefficient half way between two steps to either.
    expect(between).toBeLessThan(0.15 * lost + 0.6);
  });

  it('loses more the lower the quality', () => {
    expect(lossOf(100)).toBeLessThanOrEqual(2);
    expect(lossOf(20)).toBeGreaterThan(lossOf(90));
  });
});
