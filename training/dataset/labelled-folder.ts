import { sha256 } from '#node/inference/model-store';
import { findFiles } from '#node/survey/find-files';
import { mapInOrder } from '#node/survey/map-in-order';
import { readHead } from '#node/survey/read-head';
import { namedLikeImage, resemblesImage } from '#node/survey/resembles-image';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { readDicomTraits } from './dicom-traits.ts';
import { labelOfName, splitOfWord } from './label-names.ts';
import type { LabelledFilm, LabelledFilms } from './labelled-film.ts';
import type { Split } from './split.ts';

/** What the folders above a file say of it. */
interface Placed {
  readonly path: string;
  /** Relative to the data set, with `/` between folders. */
  readonly file: string;
  readonly fractured: boolean;
  readonly split: Split | null;
  /** The folders that give neither a label nor a split. */
  readonly others: readonly string[];
}

const readAtATime = 8;

/**
 * Reads a folder of films sorted into `fractured` and `not fractured` (or `not-fractured`, `not_fractured`;
 * any case, at any depth). Folders named `train`, `val` or `test` on the way give splits, as Kaggle's data sets
 * have them. Films of one DICOM patient are a group, else those of one further folder, else each is its own.
 *
 * @throws RangeError when no film has a label, or only some have a split.
 */
export async function readLabelledFolder(folder: string): Promise<LabelledFilms> {
  const root = resolve(folder);
  const placed: Placed[] = [];
  for await (const film of mapInOrder(findFiles([root]), readAtATime, ({ path }) => place(root, path)))
    if (film !== null) placed.push(film);
  requireLabels(placed, root);
  const shared = sharedFolders(placed);
  const films: LabelledFilm[] = [];
  for await (const film of mapInOrder(placed, readAtATime, (one) => label(one, basename(root), shared)))
    films.push(film);
  return { films, labelsSha256: sha256(JSON.stringify(placed.map(({ file }) => file))) };
}

/** Null for what is no image and does not claim to be one, and for films that no folder gives a label. */
async function place(root: string, path: string): Promise<Placed | null> {
  const file = relative(root, path).split(sep).join('/');
  const folders = dirname(file) === '.' ? [] : dirname(file).split('/');
  const labelled = folders.map(labelOfName);
  const fractured = labelled.findLast((one) => one !== null) ?? null;
  if (fractured === null) return null;
  // A resource fork of macOS has an image's name and none of its bytes.
  if (basename(path).startsWith('._')) return null;
  const isImage = namedLikeImage(path) || resemblesImage(await readHead(path).catch(() => new Uint8Array()));
  if (!isImage) return null;
  const split = folders.map(splitOfWord).findLast((one) => one !== null) ?? null;
  const others = folders.filter((name) => labelOfName(name) === null && splitOfWord(name) === null);
  return { path, file, fractured, split, others };
}

function requireLabels(films: readonly Placed[], root: string): void {
  if (films.length === 0)
    throw new RangeError(`No film lies in a folder "fractured" or "not fractured" below ${root}.`);
  const without = films.find(({ split }) => split === null);
  if (without !== undefined && films.some(({ split }) => split !== null))
    throw new RangeError(`Some films have a train, val or test folder, but not ${without.file}.`);
}

/** How many folders at the beginning are the same for all: they tell no films apart. */
function sharedFolders(films: readonly Placed[]): number {
  const [first, ...rest] = films.map(({ others }) => others);
  let depth = 0;
  while (depth < first!.length && rest.every((others) => others[depth] === first![depth])) depth++;
  return rest.length === 0 ? 0 : depth;
}

async function label(
  { path, file, fractured, split, others }: Placed,
  source: string,
  shared: number,
): Promise<LabelledFilm> {
  const { patient, bodyParts, views } = await readDicomTraits(path);
  const folders = others.slice(shared).join('/');
  const group = patient ?? (folders === '' ? file : folders);
  const boxes = fractured ? null : [];
  const hardware = null;
  return {
    path,
    file,
    fractured,
    source,
    group,
    samplingGroup: file,
    split,
    bodyParts,
    boxes,
    hardware,
    views,
  };
}
