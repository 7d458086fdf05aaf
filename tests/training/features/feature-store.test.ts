import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Radiograph } from '../../../training/dataset/fracatlas.ts';
import { createFeatureStore } from '../../../training/features/feature-store.ts';
import { inputSpecOf } from '../../../training/search.ts';
import { filmFile } from '../../support/film-file.ts';
import { radiograph } from '../../support/radiographs.ts';
import { randomWeights } from '../../support/random-weights.ts';

const weights = randomWeights(1);
const input = inputSpecOf({ size: 64, lowerPercentile: 0.01, upperPercentile: 0.99, mirrored: false });

describe('createFeatureStore', () => {
  let folder: string;
  let films: readonly Radiograph[];
  let extracted: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-features-'));
    films = ['MONOCHROME2', 'MONOCHROME1'].map((file) => radiograph(file, { path: join(folder, file) }));
    for (const { file, path } of films) await writeFile(path, filmFile({ PhotometricInterpretation: file }));
    extracted = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const pool = (flipped = false) =>
    createFeatureStore({
      weights,
      weightsSha256: 'made up',
      folder: join(folder, 'kept'),
      onProgress: () => extracted++,
    }).pool(films, { input, flipped });

  it('extracts once and then gives the same features from its folder', async () => {
    const first = await pool();
    expect(first.map(({ channels }) => channels)).toEqual(Array(2).fill({ stride32: 1280, stride16: 576 }));
    expect(first[0]!.values).toHaveLength(1856);
    expect(first[0]!.values).not.toEqual(first[1]!.values);
    expect(await pool()).toEqual(first);
    expect(extracted).toBe(2);
  });

  it('keeps mirrored films apart', async () => {
    expect(await pool(true)).not.toEqual(await pool());
    expect(extracted).toBe(4);
  });

  it('extracts anew when what it kept is no longer what the code computes', async () => {
    const first = await pool();
    const [file] = await readdir(join(folder, 'kept'));
    const path = join(folder, 'kept', file!);
    const bytes = await readFile(path);
    bytes[0]! ^= 1;
    await writeFile(path, bytes);
    expect(await pool()).toEqual(first);
    expect(extracted).toBe(4);
  });
});
