import { AppError, toErrorReport, type ErrorReport } from '#common/errors';
import { sha256 } from '#node/inference/model-store';
import { mapInOrder } from '#node/survey/map-in-order';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box } from '../dataset/boxes.ts';
import { mostUnreadable } from '../dataset/labelled-film.ts';
import { ThreadTeam } from '../threads/thread-team.ts';
import type { ReducedPlane } from './reduce-film.ts';
import type { ReduceRequest } from './reduce-worker.ts';

/** A film to train on. */
export interface TrainingFilm {
  readonly path: string;
  readonly fractured: boolean;
  /** The data set it is from; every batch holds films of both classes from each. */
  readonly source: string;
  /** Films of one radiograph share a group: one of them stands for all in each round. */
  readonly group: string;
  /** Where the fracture lies, in pixels of the file; none for a film without one, null where nobody drew it. */
  readonly boxes: readonly Box[] | null;
}

/** Films decoded and reduced, all in one shared buffer, so that threads read them without copying. */
export interface ReducedFilms {
  readonly buffer: SharedArrayBuffer;
  readonly films: readonly ReducedFilm[];
}

/** Modality values from darkest (0) to brightest (255), bright where the film is; in C order from `offset`. */
export interface ReducedFilm {
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly fractured: boolean;
  readonly source: string;
  readonly group: string;
  /** In pixels of the reduced film. */
  readonly boxes: readonly Box[] | null;
}

/** A film that is left out of training, and why. */
export interface UnreadableFilm {
  readonly path: string;
  readonly error: ErrorReport;
}

export interface LoadedFilms extends ReducedFilms {
  /** Whoever trains says so: films left out in silence are a bias nobody sees. */
  readonly unreadable: readonly UnreadableFilm[];
}

type Shape = Omit<ReducedPlane, 'pixels'>;

/** What is kept of each film, in order. */
type Kept = Shape | UnreadableFilm;

/**
 * Reads films reduced to a long side of `side` pixels by the product's own resampling, in several threads. They
 * are kept in a file of the folder, named after all that decides its contents, as decoding takes minutes.
 * A file that cannot be read is left out and named.
 *
 * @throws AppError `malformed-file` when more than 5 % cannot be read.
 */
export async function loadReducedFilms(
  films: readonly TrainingFilm[],
  side: number,
  folder: string,
  onProgress: (done: number, total: number) => void,
  threads = 2,
): Promise<LoadedFilms> {
  const paths = [...new Set(films.map(({ path }) => path))];
  const key = sha256(JSON.stringify(['reduced-3', side, await Promise.all(paths.map(stampOf))]));
  const [pixelsPath, keptPath] = [join(folder, `${key}.u8`), join(folder, `${key}.json`)];
  let text = await readFile(keptPath, 'utf8').catch(() => null);
  if (text === null) {
    await mkdir(folder, { recursive: true });
    text = JSON.stringify(await reduceFilms(paths, side, pixelsPath, threads, onProgress));
    await writeFile(`${keptPath}.part`, text);
    await rename(`${keptPath}.part`, keptPath);
  }
  const kept = JSON.parse(text) as readonly Kept[];
  return loadKept(films, new Map(paths.map((path, i) => [path, kept[i]!])), pixelsPath);
}

/** A path and what changes with the file behind it; a file that is not there is found out later. */
async function stampOf(path: string): Promise<readonly unknown[]> {
  const stats = await stat(path).catch(() => null);
  return [path, stats?.size, stats?.mtimeMs];
}

async function reduceFilms(
  paths: readonly string[],
  side: number,
  pixelsPath: string,
  threads: number,
  onProgress: (done: number, total: number) => void,
): Promise<readonly Kept[]> {
  const entry = new URL('./reduce-worker.ts', import.meta.url);
  const team = new ThreadTeam<ReduceRequest, ReducedPlane>(entry, threads);
  const part = `${pixelsPath}.part`;
  const file = await open(part, 'w');
  const kept: Kept[] = [];
  const reduce = (path: string): Promise<ReducedPlane | UnreadableFilm> =>
    team.ask({ path, side }).catch((thrown: unknown) => ({ path, error: toErrorReport(thrown) }));
  try {
    for await (const reduced of mapInOrder(paths, 2 * threads, reduce)) {
      if ('pixels' in reduced) {
        const { pixels, ...shape } = reduced;
        await file.writeFile(pixels);
        kept.push(shape);
      } else kept.push(reduced);
      onProgress(kept.length, paths.length);
    }
    requireMostReadable(kept);
    await rename(part, pixelsPath);
    return kept;
  } finally {
    await file.close();
    await rm(part, { force: true });
    await team.close();
  }
}

function requireMostReadable(kept: readonly Kept[]): void {
  const unreadable = kept.filter((film) => 'error' in film);
  if (unreadable.length <= mostUnreadable * kept.length) return;
  throw new AppError(
    'malformed-file',
    `${unreadable.length} of ${kept.length} films cannot be read. ${describeUnreadable(unreadable)}`,
  );
}

/** One line that names the films left out, the first five by path and reason. */
export function describeUnreadable(unreadable: readonly UnreadableFilm[]): string {
  const named = unreadable.slice(0, 5).map(({ path, error }) => `${path} (${error.message})`);
  const more = unreadable.length > named.length ? ` and ${unreadable.length - named.length} more` : '';
  return `Left out: ${named.join(', ')}${more}.`;
}

/** Films of one file, such as duplicates in a manifest, share its pixels. */
async function loadKept(
  films: readonly TrainingFilm[],
  kept: ReadonlyMap<string, Kept>,
  pixelsPath: string,
): Promise<LoadedFilms> {
  const places = new Map<string, Shape & { readonly offset: number }>();
  const unreadable: UnreadableFilm[] = [];
  let offset = 0;
  for (const [path, film] of kept) {
    if ('error' in film) unreadable.push(film);
    else {
      places.set(path, { ...film, offset });
      offset += film.rows * film.columns;
    }
  }
  const reduced = films.flatMap(({ path, fractured, source, group, boxes }): readonly ReducedFilm[] => {
    const place = places.get(path);
    if (place === undefined) return [];
    const { scale, ...rest } = place;
    const scaled = boxes?.map((box) => scaleBox(box, scale)) ?? null;
    return [{ ...rest, fractured, source, group, boxes: scaled }];
  });
  return { buffer: await readShared(pixelsPath, offset), films: reduced, unreadable };
}

/** Reads a file straight into a shared buffer: a copy in between would double the memory. */
async function readShared(path: string, length: number): Promise<SharedArrayBuffer> {
  const buffer = new SharedArrayBuffer(length);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size !== length)
      throw new RangeError(`The kept films have ${size} pixels, not ${length}; remove their folder.`);
    for (let filled = 0; filled < length;) {
      const view = new Uint8Array(buffer, filled, Math.min(chunkLength, length - filled));
      filled += (await file.read(view)).bytesRead;
    }
  } finally {
    await file.close();
  }
  return buffer;
}

const chunkLength = 2 ** 26;

function scaleBox({ left, top, width, height }: Box, scale: number): Box {
  return { left: left * scale, top: top * scale, width: width * scale, height: height * scale };
}
