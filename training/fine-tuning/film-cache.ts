import { letterbox } from '#common/imaging/letterbox';
import { resampleFrame } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { sha256 } from '#node/inference/model-store';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box } from '../dataset/boxes.ts';

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

interface Reduced {
  readonly rows: number;
  readonly columns: number;
  readonly scale: number;
}

/**
 * Reads films reduced to a long side of `side` pixels by the product's own resampling. They are kept in a
 * file of the folder, named after all that decides its contents, as decoding takes minutes.
 */
export async function loadReducedFilms(
  films: readonly TrainingFilm[],
  side: number,
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<ReducedFilms> {
  const key = sha256(JSON.stringify(['reduced-1', side, films.map(({ path }) => path)]));
  const [pixelsPath, shapesPath] = [join(folder, `${key}.u8`), join(folder, `${key}.json`)];
  const kept = await readFile(shapesPath, 'utf8').catch(() => null);
  if (kept === null) {
    const { pixels, shapes } = await reduceFilms(films, side, onProgress);
    await mkdir(folder, { recursive: true });
    await writeFile(pixelsPath, pixels);
    await writeFile(`${shapesPath}.part`, JSON.stringify(shapes));
    await rename(`${shapesPath}.part`, shapesPath);
    return share(films, shapes, pixels);
  }
  return share(films, JSON.parse(kept) as readonly Reduced[], await readFile(pixelsPath));
}

async function reduceFilms(
  films: readonly TrainingFilm[],
  side: number,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly pixels: Uint8Array; readonly shapes: readonly Reduced[] }> {
  const planes: Uint8Array[] = [];
  const shapes: Reduced[] = [];
  for (const { path } of films) {
    const frame = await decodeFrame(await readFile(path), 0);
    const { rows, columns } = frame.description.pixels;
    const { contentRows, contentColumns } = letterbox(rows, columns, side, side);
    planes.push(toBytes(resampleFrame(frame, contentRows, contentColumns)));
    shapes.push({ rows: contentRows, columns: contentColumns, scale: contentColumns / columns });
    onProgress(planes.length, films.length);
  }
  return { pixels: Buffer.concat(planes), shapes };
}

/** Eight bits suffice: the training files have no more, and the robust window stretches them alike. */
function toBytes(values: Float32Array): Uint8Array {
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const scale = highest > lowest ? 255 / (highest - lowest) : 0;
  return Uint8Array.from(values, (value) => Math.round((value - lowest) * scale));
}

function share(films: readonly TrainingFilm[], shapes: readonly Reduced[], pixels: Uint8Array): ReducedFilms {
  const buffer = new SharedArrayBuffer(pixels.length);
  new Uint8Array(buffer).set(pixels);
  let offset = 0;
  const reduced = films.map(({ fractured, source, group, boxes }, i) => {
    const { rows, columns, scale } = shapes[i]!;
    const scaled = boxes?.map((box) => scaleBox(box, scale)) ?? null;
    const film = { offset, rows, columns, fractured, source, group, boxes: scaled };
    offset += rows * columns;
    return film;
  });
  if (offset !== pixels.length)
    throw new RangeError(`The kept films have ${pixels.length} pixels, not ${offset}; remove their folder.`);
  return { buffer, films: reduced };
}

function scaleBox({ left, top, width, height }: Box, scale: number): Box {
  return { left: left * scale, top: top * scale, width: width * scale, height: height * scale };
}
