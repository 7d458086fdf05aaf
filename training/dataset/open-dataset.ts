import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readCsvManifest } from './csv-manifest.ts';
import { readFracAtlas } from './fracatlas.ts';
import { readLabelledFolder } from './labelled-folder.ts';
import type { LabelledFilms } from './labelled-film.ts';
import { readKaggleSplit, readMultiRegion } from './multi-region.ts';

export const datasetKinds = ['fracatlas', 'multi-region', 'kaggle', 'manifest', 'folder'] as const;

export type DatasetKind = (typeof datasetKinds)[number];

export interface OpenedDataset extends LabelledFilms {
  readonly kind: DatasetKind;
  /** The last part of its path. */
  readonly name: string;
}

type Reader = (path: string) => Promise<LabelledFilms>;

const readers: Readonly<Record<DatasetKind, Reader>> = {
  fracatlas: async (path) => {
    const { radiographs, manifestSha256 } = await readFracAtlas(dirname(path));
    return { films: radiographs, labelsSha256: manifestSha256 };
  },
  'multi-region': async (path) => {
    const { films, manifestSha256 } = await readMultiRegion(dirname(path));
    return { films, labelsSha256: manifestSha256 };
  },
  kaggle: readKaggleSplit,
  manifest: async (path) => readCsvManifest((await isFolder(path)) ? join(path, 'manifest.csv') : path),
  folder: readLabelledFolder,
};

/**
 * Opens a data set by what lies there: FracAtlas and the multi-region set by their folder's name and manifest, any
 * other CSV manifest, or a folder of labelled folders.
 *
 * @param kind asks for another reading, such as `kaggle` for the published split of the multi-region set.
 * @throws RangeError when nothing there can be read as a data set.
 */
export async function openDataset(path: string, kind?: DatasetKind): Promise<OpenedDataset> {
  const place = resolve(path);
  const chosen = kind ?? (await recognise(place));
  return { ...(await readers[chosen](place)), kind: chosen, name: basename(place) };
}

async function recognise(path: string): Promise<DatasetKind> {
  if (!(await isFolder(path))) {
    if (/\.csv$/i.test(path)) return 'manifest';
    throw new RangeError(`${path} is neither a folder nor a CSV manifest.`);
  }
  const manifest = await readFile(join(path, 'manifest.csv'), 'utf8').catch(() => null);
  if (manifest === null) return 'folder';
  const columns = manifest.slice(0, manifest.indexOf('\n')).split(',');
  if (columns.includes('kaggle_split') && basename(path) === 'multi-region') return 'multi-region';
  if (columns.includes('near_duplicate_of') && basename(path) === 'fracatlas') return 'fracatlas';
  return 'manifest';
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
