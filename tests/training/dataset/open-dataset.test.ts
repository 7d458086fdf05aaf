import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '../../../training/dataset/open-dataset.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';

describe('openDataset', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-dataset-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads a manifest where there is one, else labelled folders', async () => {
    await mkdir(join(folder, 'fractured'));
    await writeFile(join(folder, 'fractured', 'a.png'), '');
    expect(await openDataset(folder)).toMatchObject({ kind: 'folder', films: [{ file: 'fractured/a.png' }] });
    await writeFile(join(folder, 'manifest.csv'), 'file,label\nb.png,0\n');
    for (const path of [folder, join(folder, 'manifest.csv')])
      expect(await openDataset(path)).toMatchObject({ kind: 'manifest', films: [{ file: 'b.png' }] });
  });

  it('refuses what is no data set', async () => {
    await expect(openDataset(join(folder, 'nowhere'))).rejects.toThrow('neither a folder nor a CSV manifest');
    await expect(openDataset(folder)).rejects.toThrow('No film lies in a folder');
  });
});

describeWithSharedData('openDataset of the shared data', (data) => {
  it('tells the two data sets by their manifests', async () => {
    const [fracAtlas, multiRegion] = await Promise.all(
      ['fracatlas', 'multi-region'].map((name) => openDataset(join(data, name))),
    );
    expect(fracAtlas).toMatchObject({ kind: 'fracatlas' });
    expect(fracAtlas!.films.filter(({ split }) => split === 'test')).toHaveLength(409);
    expect(fracAtlas!.films.filter(({ hardware }) => hardware)).not.toHaveLength(0);
    expect(multiRegion).toMatchObject({ kind: 'multi-region' });
    expect(multiRegion!.films).toHaveLength(3867);
  });

  it('reads the published split with every duplicate when asked', async () => {
    const { films } = await openDataset(join(data, 'multi-region'), 'kaggle');
    const train = new Set(films.filter(({ split }) => split === 'train').map(({ path }) => path));
    const test = films.filter(({ split }) => split === 'test');
    expect(films).toHaveLength(10_568);
    expect(test.filter(({ path }) => train.has(path)).length / test.length).toBeCloseTo(0.97, 2);
    expect(new Set(films.map(({ file }) => file)).size).toBe(films.length);
  });
});
