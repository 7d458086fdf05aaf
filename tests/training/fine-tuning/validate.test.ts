import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputSpecOf } from '../../../training/fine-tuning/configuration.ts';
import { loadJudgedFilms } from '../../../training/fine-tuning/validate.ts';
import { filmFile } from '../../support/film-file.ts';

/** On a machine that may be busy. */
jest.setTimeout(60_000);

describe('loadJudgedFilms', () => {
  const input = inputSpecOf({ windowPercentiles: [0.005, 0.995] }, 64);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-judged-'));
    await writeFile(join(folder, 'film.dcm'), filmFile());
    await writeFile(join(folder, 'cut.dcm'), filmFile().subarray(0, 2000));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const named = (name: string, count: number) =>
    Array.from({ length: count }, () => ({ path: join(folder, name), fractured: true }));

  it('tells a film that cannot be read and leaves it out', async () => {
    const lines: string[] = [];
    const films = [...named('film.dcm', 20), ...named('cut.dcm', 1)];
    const judged = await loadJudgedFilms(films, input, (line) => lines.push(line));
    expect(judged).toHaveLength(20);
    expect(judged[0]!.pixels).toHaveLength(64 * 64);
    expect(lines).toEqual([expect.stringMatching(/^Left out: .*cut\.dcm \(.+\)$/)]);
  });

  it('ends when more than one in twenty cannot be read', async () => {
    const films = [...named('film.dcm', 3), ...named('cut.dcm', 1)];
    const loading = loadJudgedFilms(films, input, () => undefined);
    await expect(loading).rejects.toThrow('1 of 4 films to judge by cannot be read.');
  });
});
