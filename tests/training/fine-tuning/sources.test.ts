import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurations } from '../../../training/configurations/named.ts';
import { readTrainingSets } from '../../../training/fine-tuning/sources.ts';
import { writeLabelledFilm } from '../../support/labelled-films.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';

const { clinic, minute, published, shipped } = configurations;

describe("readTrainingSets of a folder of one's own", () => {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-sources-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function write(place: string, fractured: number, others: number): Promise<string> {
    const root = join(folder, place);
    mkdirSync(root, { recursive: true });
    for (let i = 0; i < fractured + others; i++)
      await writeLabelledFilm(root, { name: `${i}.png`, fractured: i < fractured, bright: (i + 1) / 99 });
    return root;
  }

  it('deals the films out, the same for the same seed', async () => {
    const root = await write('both', 20, 40);
    const sets = await readTrainingSets(clinic!, root);
    expect([sets.train, sets.validation, sets.test].map(({ length }) => length)).toEqual([42, 9, 9]);
    expect(sets.epochFilms).toBe(42);
    expect(new Set(sets.train.map(({ source }) => source))).toEqual(new Set(['own']));
    expect(await readTrainingSets(clinic!, root)).toEqual(sets);
  });

  it('says which split cannot be trained on', async () => {
    await expect(readTrainingSets(clinic!, await write('sound', 0, 9))).rejects.toThrow(
      'The train split of own has no fractured film among',
    );
    await expect(readTrainingSets(clinic!, await write('few', 1, 9))).rejects.toThrow(
      'The validation split has no fractured film',
    );
    await expect(readTrainingSets(clinic!, await write('none', 0, 0))).rejects.toThrow('No film lies in');
  });
});

describeWithSharedData('readTrainingSets', (data) => {
  it('trains on both sources and judges by FracAtlas alone', async () => {
    const { train, validation, epochFilms } = await readTrainingSets(shipped!, data);
    expect(new Set(train.map(({ source }) => source))).toEqual(new Set(['fracatlas', 'multi-region']));
    expect(validation.every(({ source }) => source === 'fracatlas')).toBe(true);
    expect(train.length).toBeGreaterThan(epochFilms);
  });

  it('thins both classes out alike', async () => {
    const { train } = await readTrainingSets(minute!, data);
    expect(train.filter(({ fractured }) => fractured)).toHaveLength(64);
    expect(train).toHaveLength(128);
  });

  it('reads every row of the published split', async () => {
    const { train, validation, test } = await readTrainingSets(published!, data);
    expect([train, validation, test].map(({ length }) => length)).toEqual([9242, 824, 502]);
  });
});
