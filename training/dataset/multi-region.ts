import { sha256 } from '#node/inference/model-store';
import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelledFilm, LabelledFilms } from './labelled-film.ts';
import { splitOfName, type Split } from './split.ts';

/** A file of "Fracture Multi-Region X-ray Data"; the published set holds most of them several times. */
export interface MultiRegionFilm extends LabelledFilm {
  /** By `group`, the radiograph it was turned or resized from: no group is in two splits. */
  readonly split: Split;
  /** The split of FracAtlas that holds the same radiograph. */
  readonly inFracAtlas: Split | null;
}

export interface MultiRegion {
  /** Every distinct file once, in the order of the manifest. */
  readonly films: readonly MultiRegionFilm[];
  readonly manifestSha256: string;
}

/** Reads `multi-region/manifest.csv` of a data folder; the images themselves are not opened. */
export async function readMultiRegion(dataFolder: string): Promise<MultiRegion> {
  const { rows, images, manifestSha256 } = await readManifest(join(dataFolder, 'multi-region'));
  const films = new Map<string, MultiRegionFilm>();
  for (const row of rows) {
    const { file = '', group = '', group_split = '', in_fracatlas_split = '' } = row;
    films.set(file, {
      ...filmOf(row, images),
      file,
      samplingGroup: group,
      split: splitOfName(group_split, file),
      inFracAtlas: in_fracatlas_split === '' ? null : splitOfName(in_fracatlas_split, file),
    });
  }
  return { films: [...films.values()], manifestSha256 };
}

/**
 * Reads the data set as it was published: every file, duplicates too, in the published split. Nearly all of
 * its test split is in its train split, byte for byte, so that what is measured on it is worth little.
 *
 * @param folder the one with `manifest.csv` and `images/`.
 */
export async function readKaggleSplit(folder: string): Promise<LabelledFilms> {
  const { rows, images, manifestSha256 } = await readManifest(folder);
  const films = rows.map((row): LabelledFilm => {
    const { kaggle_path: file = '', kaggle_split = '' } = row;
    return { ...filmOf(row, images), file, samplingGroup: file, split: splitOfName(kaggle_split, file) };
  });
  return { films, labelsSha256: manifestSha256 };
}

interface Manifest {
  readonly rows: readonly Row[];
  readonly images: string;
  readonly manifestSha256: string;
}

type Row = Readonly<Record<string, string>>;

async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await readFile(join(folder, 'manifest.csv'));
  const rows = parse<Row>(manifest, { columns: true });
  return { rows, images: join(folder, 'images'), manifestSha256: sha256(manifest) };
}

function filmOf(
  { file = '', label, group = '' }: Row,
  images: string,
): Omit<LabelledFilm, 'file' | 'samplingGroup' | 'split'> {
  const fractured = label === 'fractured';
  return {
    path: join(images, file),
    fractured,
    source: 'multi-region',
    group,
    bodyParts: [],
    boxes: fractured ? null : [],
    hardware: null,
    views: null,
  };
}

/**
 * Those of the train split that a classifier judged on FracAtlas may be trained on: no group of which any
 * file is in its validation or test split, and at most `perGroup` files of each.
 */
export function trainableMultiRegion(
  { films }: Pick<MultiRegion, 'films'>,
  perGroup: number,
): readonly MultiRegionFilm[] {
  const judged = new Set(
    films.flatMap(({ group, inFracAtlas }) =>
      inFracAtlas === null || inFracAtlas === 'train' ? [] : [group],
    ),
  );
  const taken = new Map<string, number>();
  return films.filter(({ group, split }) => {
    if (split !== 'train' || judged.has(group)) return false;
    const count = taken.get(group) ?? 0;
    taken.set(group, count + 1);
    return count < perGroup;
  });
}
