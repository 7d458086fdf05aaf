import { seededRandom } from '#common/sampling/seeded-random';
import { sha256 } from '#node/inference/model-store';
import { makeBatch, type BatchSpec } from '../../../training/fine-tuning/batch.ts';
import type { ReducedFilm, ReducedFilms } from '../../../training/fine-tuning/film-cache.ts';

/** What version 0.3.0 of the recipe trains on; the films of a run that was begun with it hang on every draw. */
const spec: BatchSpec = {
  seed: 1337,
  strata: [
    { source: 'fracatlas', fractured: true, count: 4 },
    { source: 'fracatlas', fractured: false, count: 10 },
    { source: 'multi-region', fractured: true, count: 1 },
    { source: 'multi-region', fractured: false, count: 1 },
  ],
  input: {
    preprocessing: 1,
    rows: 64,
    columns: 64,
    resample: 'area',
    fit: 'letterbox',
    lowerPercentile: 0.005,
    upperPercentile: 0.995,
    padValue: 0,
    mean: 0.5,
    std: 0.5,
  },
  augmentation: {
    rotation: 20,
    zoom: [0.9, 2],
    shift: 0.08,
    logGamma: 0.3,
    contrast: [0.8, 1.2],
    brightness: 0.1,
    noise: 0.03,
    blur: 0.15,
    foreignObject: 0.15,
    erasing: 0.1,
  },
  unlocatedZoom: 1.15,
  boxWeight: 6,
};

/** Forty films of either source, of noise, some with boxes and some whose boxes nobody drew. */
function films(): ReducedFilms {
  const random = seededRandom(11);
  const [rows, columns, count] = [100, 80, 40];
  const buffer = new SharedArrayBuffer(count * rows * columns);
  const pixels = new Uint8Array(buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.floor(256 * random());
  const described = Array.from({ length: count }, (_, i): ReducedFilm => {
    const fractured = i % 3 === 0;
    const source = i % 4 < 2 ? 'fracatlas' : 'multi-region';
    const unknown = source === 'multi-region' ? null : [{ left: 14, top: 20, width: 26, height: 18 }];
    const place = { offset: i * rows * columns, rows, columns };
    return { ...place, fractured, source, group: `${i >> 1}`, boxes: fractured ? unknown : [] };
  });
  return { buffer, films: described };
}

describe('the batches of recipe 0.3.0', () => {
  it('stay the same, bit for bit', () => {
    const hashes = [0, 1, 500].map((index) => {
      const { pixels, targets, mapTargets, mapWeights } = makeBatch(films(), spec, index);
      return sha256(
        Buffer.concat([pixels, targets, mapTargets, mapWeights].map((values) => Buffer.from(values.buffer))),
      ).slice(0, 16);
    });
    expect(hashes).toEqual(['e094cafe07ddd4be', 'bd7df1bdb3af09b1', '074debb27f2d7b5a']);
  });
});
