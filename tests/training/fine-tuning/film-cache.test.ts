import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchLoader } from '../../../training/fine-tuning/batch-loader.ts';
import { makeBatch } from '../../../training/fine-tuning/batch.ts';
import { describeUnreadable, loadReducedFilms } from '../../../training/fine-tuning/film-cache.ts';
import { reduceFilm } from '../../../training/fine-tuning/reduce-film.ts';
import { filmFile } from '../../support/film-file.ts';
import { stillRecipe } from '../../support/still-recipe.ts';

/** Threads load TypeScript, which takes a second or two, more on a busy machine. */
jest.setTimeout(60_000);

describe('films kept for training', () => {
  let folder: string;
  let seen: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-films-'));
    seen = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(count: number, damaged: readonly number[] = []) {
    const films = Array.from({ length: count }, (_, i) => ({
      path: join(folder, `${i}.dcm`),
      fractured: i % 2 === 0,
      source: 'clinic',
      group: `${i}`,
      boxes: i % 2 === 0 ? [{ left: 60, top: 64, width: 30, height: 32 }] : [],
    }));
    for (const [i, { path }] of films.entries()) {
      const bytes = filmFile({ PatientID: `P${i}` });
      await writeFile(path, damaged.includes(i) ? bytes.subarray(0, 2000) : bytes);
    }
    return films;
  }

  const load = (films: Awaited<ReturnType<typeof write>>) =>
    loadReducedFilms(films, 64, join(folder, 'kept'), () => seen++, 1);

  it('are reduced with their boxes, and read back without decoding the second time', async () => {
    const films = await write(3);
    const first = await load(films);
    expect(seen).toBe(3);
    expect(first.films.map(({ offset, rows, columns }) => [offset, rows, columns])).toEqual([
      [0, 64, 60],
      [64 * 60, 64, 60],
      [2 * 64 * 60, 64, 60],
    ]);
    expect(first.films[0]!.boxes).toEqual([{ left: 15, top: 16, width: 7.5, height: 8 }]);
    const alone = await reduceFilm(films[1]!.path, 64);
    expect(new Uint8Array(first.buffer, 64 * 60, 64 * 60)).toEqual(alone.pixels);
    const second = await load(films);
    expect(seen).toBe(3);
    expect(new Uint8Array(second.buffer)).toEqual(new Uint8Array(first.buffer));
    expect(second.films).toEqual(first.films);
  });

  it('are reduced and kept once where a manifest names a file several times', async () => {
    const films = await write(2);
    const { films: reduced, buffer } = await load([...films, { ...films[0]!, group: 'copy' }]);
    expect(seen).toBe(2);
    expect(buffer.byteLength).toBe(2 * 64 * 60);
    expect(reduced.map(({ offset, group }) => [offset, group])).toEqual([
      [0, '0'],
      [64 * 60, '1'],
      [0, 'copy'],
    ]);
  });

  it('are reduced anew when a file changes', async () => {
    const films = await write(2);
    await load(films);
    await writeFile(films[0]!.path, filmFile({ PatientID: 'another, longer' }));
    await load(films);
    expect(seen).toBe(4);
  });

  it('leave out a file that cannot be read, and name it, also the second time', async () => {
    const films = await write(21, [4]);
    for (const { films: read, unreadable } of [await load(films), await load(films)]) {
      expect(read).toHaveLength(20);
      expect(describeUnreadable(unreadable)).toBe(
        `Left out: ${films[4]!.path} (The file ends inside its pixel data.).`,
      );
    }
  });

  it('end the training when more than one in twenty cannot be read, and leave nothing half done', async () => {
    const films = await write(6, [0, 5]);
    await expect(load(films)).rejects.toThrow(/2 of 6 films cannot be read. Left out: .*0\.dcm/);
    expect(await readdir(join(folder, 'kept'))).toEqual([]);
  });

  it('make the same batches in the same order on any number of threads', async () => {
    const reduced = await load(await write(8));
    const requests = Array.from({ length: 9 }, (_, index) => ({ spec: stillRecipe, index }));
    const wanted = requests.map(({ spec, index }) => makeBatch(reduced, spec, index));
    for (const threads of [1, 2]) {
      const loader = new BatchLoader(reduced, threads);
      const batches = [];
      for await (const batch of loader.load(requests)) batches.push(batch);
      await loader.close();
      expect(batches).toEqual(wanted);
    }
  });

  it('pass on why a batch cannot be made', async () => {
    const [first, ...rest] = (await load(await write(4))).films;
    const loader = new BatchLoader({
      buffer: new SharedArrayBuffer(16384),
      films: [first!, ...rest.slice(1, 2)],
    });
    const batches = loader.load([{ spec: stillRecipe, index: 0 }]);
    await expect(batches.next()).rejects.toThrow('The training set has no unfractured film of clinic.');
    await loader.close();
  });
});
