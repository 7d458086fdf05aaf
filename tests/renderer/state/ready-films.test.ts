import { filmRaster } from '#common/imaging/film-raster';
import { rasterAt, readyFilm } from '../../../src-renderer/state/ready-films.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';

describe('readyFilm', () => {
  it('is worked out once a frame', () => {
    const frame = syntheticFilm();
    expect(readyFilm(frame)).toBe(readyFilm(frame));
    expect(readyFilm(frame)).toMatchObject({ frame, ownVoi: { kind: 'window', center: 2048, width: 4096 } });
  });
});

describe('rasterAt', () => {
  it('gives the same samples again at the same scale, and others at another', () => {
    const frame = syntheticFilm();
    const half = rasterAt(frame, 0.5);
    expect(half).toEqual(filmRaster(frame, 0.5));
    expect(rasterAt(frame, 0.5)).toBe(half);
    expect(rasterAt(frame, 0.25)).toMatchObject({ rows: 1, columns: 1 });
    expect(rasterAt(frame, 0.5)).not.toBe(half);
  });
});
