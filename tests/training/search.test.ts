import type { FracAtlas } from '../../training/dataset/fracatlas.ts';
import type { FeatureStore } from '../../training/features/feature-store.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { search, type SearchSpace } from '../../training/search.ts';
import { radiograph } from '../support/radiographs.ts';

const splits = ['train', 'validation', 'test'] as const;
const dataset: FracAtlas = {
  manifestSha256: '0'.repeat(64),
  radiographs: Array.from({ length: 300 }, (_, i) =>
    radiograph(`${i}`, { split: splits[i % 3]!, fractured: i % 7 < 2 }),
  ),
};

/** Features that tell fractured films apart only at 96 pixels, in the level `stride16`, behind noise. */
const store: FeatureStore = {
  pool: (films, { input }) =>
    Promise.resolve(
      films.map(({ file, fractured, split }) => {
        if (split === 'test') throw new Error('the test split is not for choosing');
        const random = seededRandom(Number(file));
        const values = Float32Array.from({ length: 5 }, () => random());
        if (input.rows === 96 && fractured) values[4]! += 0.5;
        return { channels: { stride32: 3, stride16: 2 }, values };
      }),
    ),
};

const space: SearchSpace = {
  sizes: [64, 96],
  windows: [
    [0.01, 0.99],
    [0, 1],
  ],
  mirrored: [false],
  heads: {
    levels: [['stride32'], ['stride32', 'stride16']],
    l2: [1, 0.01],
    classWeights: ['none', 'balanced'],
  },
};

describe('search', () => {
  it('finds the view and the level that tell the films apart, and lists every trial', async () => {
    const { best, trials } = await search(dataset, store, space, () => undefined);
    expect(best.view.size).toBe(96);
    expect(best.levels).toEqual(['stride32', 'stride16']);
    expect(best.head.weights.stride16).toHaveLength(2);
    expect(best.validationAuroc).toBe(Math.max(...trials.map(({ validationAuroc }) => validationAuroc)));
    expect(best.validationAuroc).toBeGreaterThan(0.85);
    // Two sizes and one more window, eight heads each.
    expect(trials).toHaveLength(3 * 8);
    expect(new Set(trials.map(({ configuration }) => configuration)).size).toBe(3 * 8);
  });

  it('chooses the same head with the same weights each time', async () => {
    const run = () => search(dataset, store, space, () => undefined);
    expect(await run()).toEqual(await run());
  });
});
