import { sha256 } from '#node/inference/model-store';
import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBoxes, type Box } from './boxes.ts';
import { views, type LabelledFilm } from './labelled-film.ts';
import { splitOfName, type Split } from './split.ts';

/** A film of FracAtlas that counts: near duplicates and films labelled both ways are left out. */
export interface Radiograph extends LabelledFilm {
  readonly split: Split;
  /** Twenty neighbouring numbers share a block, as neighbours may be one patient; `group` is its text. */
  readonly block: number;
  /** Where the radiologists saw fractures, in pixels of the file. */
  readonly boxes: readonly Box[];
}

export interface FracAtlas {
  /** In the order of the manifest. */
  readonly radiographs: readonly Radiograph[];
  readonly manifestSha256: string;
}

/** Reads `fracatlas/manifest.csv` of a data folder; the images themselves are not opened. */
export async function readFracAtlas(dataFolder: string): Promise<FracAtlas> {
  const folder = join(dataFolder, 'fracatlas');
  const manifest = await readFile(join(folder, 'manifest.csv'));
  const rows = parse<Record<string, string>>(manifest, { columns: true });
  const counted = rows.filter((row) => row['near_duplicate_of'] === '' && row['conflicting_label'] === '0');
  return {
    radiographs: counted.map((row) => readRadiograph(row, join(folder, 'images'))),
    manifestSha256: sha256(manifest),
  };
}

function readRadiograph(row: Readonly<Record<string, string>>, folder: string): Radiograph {
  const { file = '', label, split = '', block, body_part = '', boxes = '', hardware } = row;
  return {
    file,
    path: join(folder, file),
    fractured: label === 'fractured',
    source: 'fracatlas',
    group: String(Number(block)),
    samplingGroup: file,
    split: splitOfName(split, file),
    block: Number(block),
    bodyParts: body_part.toUpperCase().split('+'),
    boxes: parseBoxes(boxes),
    hardware: hardware === '1',
    views: views.filter((view) => row[view] === '1'),
  };
}
