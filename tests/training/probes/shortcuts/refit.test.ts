import { seededRandom } from '#common/sampling/seeded-random';
import { radiograph } from '../../../support/radiographs.ts';
import { auroc } from '../../../../training/metrics/ranking.ts';
import { encodeJpeg } from '../../../../training/probes/encodings/jpeg.ts';
import { padToSquare } from '../../../../training/probes/shortcuts/changes.ts';
import { quantisationTables } from '../../../../training/probes/shortcuts/file-traits.ts';
import { scoreOutOfFold, type PooledFilm } from '../../../../training/probes/shortcuts/out-of-fold.ts';
import { fitRidge, scoreRow } from '../../../../training/probes/shortcuts/ridge.ts';

describe('fitRidge', () => {
  it('is the textbook answer in one dimension', () => {
    // Standardised x is (x - 2) / 1 and targets are -1, 1: covariance 1, so the slope is 1 / (1 + l2).
    const features = { rows: 4, columns: 1, values: Float32Array.of(1, 1, 3, 3) };
    const score = fitRidge(features, [false, false, true, true], 0.25);
    expect(score.weights[0]).toBeCloseTo(0.8);
    expect(scoreRow(features, 0, score)).toBeCloseTo(-0.8);
    expect(scoreRow(features, 3, score)).toBeCloseTo(0.8);
  });

  it('leaves a constant column alone', () => {
    const features = { rows: 2, columns: 2, values: Float32Array.of(5, 0, 5, 1) };
    expect(fitRidge(features, [false, true], 0.1).weights[0]).toBeCloseTo(0);
  });
});

describe('scoreOutOfFold', () => {
  const film = (index: number, features: readonly number[]): PooledFilm => ({
    radiograph: radiograph(`${index}.png`, { fractured: index % 2 === 0, group: String(index >> 1) }),
    features: Float32Array.from(features),
  });

  it('ranks by what holds in every fold', () => {
    const random = seededRandom(5);
    const films = Array.from({ length: 80 }, (_, i) => film(i, [(i % 2) + 0.1 * random(), random()]));
    expect(auroc(scoreOutOfFold(films, 1))).toBe(1);
  });

  it('cannot rank by what only a group of its own tells', () => {
    const fractured = (index: number): boolean => (index >> 1) % 2 === 0;
    const films = Array.from({ length: 40 }, (_, i) => ({
      radiograph: radiograph(`${i}.png`, { fractured: fractured(i), group: String(i >> 1) }),
      features: Float32Array.from({ length: 20 }, (_, group) => Number(i >> 1 === group)),
    }));
    const rows = {
      rows: 40,
      columns: 20,
      values: Float32Array.from(films.flatMap(({ features }) => [...features])),
    };
    const inSample = fitRidge(
      rows,
      films.map(({ radiograph }) => radiograph.fractured),
      0.3,
    );
    const memorised = films.map((_, i) => ({ positive: fractured(i), score: scoreRow(rows, i, inSample) }));
    expect(auroc(memorised)).toBe(1);
    expect(auroc(scoreOutOfFold(films, 1))).toBeLessThan(0.6);
  });
});

describe('quantisationTables', () => {
  it('tell JPEG qualities apart', async () => {
    const film = { rows: 64, columns: 64, intensities: new Float32Array(4096).fill(0.4) };
    const [fine, coarse] = await Promise.all([90, 50].map((quality) => encodeJpeg(film, quality)));
    expect(quantisationTables(fine!)).not.toBe(quantisationTables(coarse!));
    expect(quantisationTables(fine!)).toHaveLength(2 * 65);
    expect(quantisationTables(Uint8Array.of(0x89, 0x50))).toBe('');
  }, 60_000);
});

describe('padToSquare', () => {
  it('puts bars of the darkest value on both sides', () => {
    const film = { rows: 3, columns: 1, intensities: Float32Array.of(0.5, 0.25, 1) };
    expect([...padToSquare(film).intensities]).toEqual([0.25, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 1, 0.25]);
  });
});
