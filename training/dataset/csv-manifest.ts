import { sha256 } from '#node/inference/model-store';
import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseBoxes } from './boxes.ts';
import { hashPatient, readDicomTraits } from './dicom-traits.ts';
import { labelOfName, splitOfWord } from './label-names.ts';
import type { LabelledFilm, LabelledFilms } from './labelled-film.ts';

type Row = Readonly<Record<string, string>>;

/**
 * Reads a CSV manifest with the columns `file` (relative to the manifest) and `label` (`fractured` or 1,
 * `not fractured` or 0), and optionally `split`, `group` or `patient`, `body_part` (several joined by `+`),
 * `boxes` (`x y w h; ...` in pixels), `hardware` (1 or 0) and `source`. Without a group the DICOM patient is one.
 *
 * @throws RangeError naming the row that says something else, or a column that is missing.
 */
export async function readCsvManifest(path: string): Promise<LabelledFilms> {
  const manifest = await readFile(path);
  const rows = parse<Row>(manifest, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    columns: (header: readonly string[]) => header.map((name) => name.toLowerCase().replaceAll(' ', '_')),
  });
  for (const column of ['file', 'label'])
    if (rows[0]?.[column] === undefined) throw new RangeError(`${basename(path)} has no column ${column}.`);
  const films: LabelledFilm[] = [];
  for (const row of rows) films.push(await readRow(row, resolve(dirname(path))));
  const without = films.find(({ split }) => split === null);
  if (without !== undefined && films.some(({ split }) => split !== null))
    throw new RangeError(`Some films of ${basename(path)} have a split, but not ${without.file}.`);
  return { films, labelsSha256: sha256(manifest) };
}

async function readRow(row: Row, folder: string): Promise<LabelledFilm> {
  const { file = '', label = '', split: splitWord = '', boxes: boxText, hardware } = row;
  const fractured = labelOfName(label);
  if (fractured === null) throw new RangeError(`${file} has the unknown label "${label}".`);
  const split = splitOfWord(splitWord);
  if (split === null && splitWord !== '')
    throw new RangeError(`${file} is in the unknown split ${splitWord}.`);
  const path = resolve(folder, file);
  const traits = await readDicomTraits(path);
  const group = row['group'] || (row['patient'] && hashPatient(row['patient'])) || traits.patient || file;
  const drawn = boxText ? parseBoxes(boxText) : null;
  return {
    path,
    file,
    fractured,
    source: row['source'] || basename(folder),
    group,
    samplingGroup: file,
    split,
    bodyParts: row['body_part'] ? row['body_part'].toUpperCase().split('+') : traits.bodyParts,
    boxes: fractured ? drawn : [],
    hardware: hardware ? hardware === '1' : null,
    views: traits.views,
  };
}
