import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSameFilm } from '../../../training/card/same-film.ts';

const sha256 = 'ab'.repeat(32);
const worst = { films: 200, worstDifference: 0.03, beyondTolerance: 0, labelChanges: 1 };
const report = {
  model: { name: 'tiny', version: '1', sha256 },
  set: 'FracAtlas test',
  seed: 1,
  tolerance: 0.05,
  ...worst,
  worstFilm: 'a.jpg',
  fullSize: worst,
  halfSize: worst,
  halfSizeOfLargeFilms: { ...worst, films: 20 },
  variants: [],
};

describe('readSameFilm', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-probe-'));
    file = join(folder, 'same-film.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps what the card has a place for', async () => {
    await writeFile(file, JSON.stringify(report));
    expect(await readSameFilm(file, sha256)).toEqual({
      measured: true,
      set: 'FracAtlas test',
      tolerance: 0.05,
      ...worst,
      fullSize: worst,
      halfSize: worst,
      halfSizeOfLargeFilms: { ...worst, films: 20 },
    });
  });

  it('takes no report of another network, and says so where there is none', async () => {
    expect(await readSameFilm(file, sha256)).toEqual({ measured: false, reason: 'not measured' });
    await writeFile(file, JSON.stringify(report));
    expect(await readSameFilm(file, 'cd'.repeat(32))).toMatchObject({
      measured: false,
      reason: expect.stringContaining('another network') as string,
    });
  });

  it('does not take anything else for a report', async () => {
    await writeFile(file, '{"model":{"sha256":"x"}}');
    await expect(readSameFilm(file, sha256)).rejects.toThrow();
  });
});
