import { seededRandom } from '#common/sampling/seeded-random';
import { scaleChannels, type MobileNetV2Weights } from '../../training/models/mobilenet-v2.ts';
import type { StoredTensor } from '../../training/weights/safetensors.ts';

/** Expansion factor, channels and blocks of each stage, as table 2 of arXiv 1801.04381 prints them. */
const table: readonly (readonly [number, number, number])[] = [
  [1, 16, 1],
  [6, 24, 2],
  [6, 32, 3],
  [6, 64, 4],
  [6, 96, 3],
  [6, 160, 3],
  [6, 320, 1],
];

/** Weights of the right shapes and sane sizes for a network that has learned nothing; the same for the same seed. */
export function randomWeights(widthMultiplier: number, seed = 1): MobileNetV2Weights {
  const random = seededRandom(seed);
  const weights = new Map<string, StoredTensor>();
  const fill = (shape: readonly number[], scale: number): StoredTensor => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    return { shape, values: Float32Array.from({ length: size }, () => scale * (2 * random() - 1)) };
  };
  const add = (out: number, into: number, kernel: number): void => {
    const layer = `l${weights.size / 2}`;
    const fanIn = into * kernel * kernel;
    weights.set(`${layer}.weight`, fill([out, into, kernel, kernel], Math.sqrt(6 / fanIn)));
    weights.set(`${layer}.bias`, fill([out], 0.2));
  };
  let channels = scaleChannels(32, widthMultiplier);
  add(channels, 3, 3);
  for (const [expansionFactor, unscaled, blocks] of table) {
    for (let block = 0; block < blocks; block++) {
      const wide = channels * expansionFactor;
      if (expansionFactor > 1) add(wide, channels, 1);
      add(wide, 1, 3);
      channels = scaleChannels(unscaled, widthMultiplier);
      add(channels, wide, 1);
    }
  }
  add(1280, channels, 1);
  return weights;
}
