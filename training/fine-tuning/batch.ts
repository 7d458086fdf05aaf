import type { InputSpec } from '#common/imaging/input-spec';
import { seededRandom } from '#common/sampling/seeded-random';
import type { Box } from '../dataset/boxes.ts';
import { filmToInput, placeBox, placedArea, type Affine } from './affine.ts';
import { augment, drawPlacement, type AugmentationRanges, type PlacedFilm } from './augment.ts';
import type { ReducedFilm, ReducedFilms } from './film-cache.ts';

/** How many films of one source and class are in each batch. */
export interface Stratum {
  readonly source: string;
  readonly fractured: boolean;
  readonly count: number;
}

export interface BatchSpec {
  readonly seed: number;
  readonly strata: readonly Stratum[];
  readonly input: InputSpec;
  readonly augmentation: AugmentationRanges;
  /** The most a film is enlarged of which nobody knows where the fracture is, lest it be cropped away. */
  readonly unlocatedZoom: number;
  /** Of map cells inside a box; 1 elsewhere. */
  readonly boxWeight: number;
  /** How much a film counts by its class, times how much by its source; 1 for what is not named. */
  readonly classWeights?: ClassWeights;
  readonly sourceWeights?: Readonly<Record<string, number>>;
  /**
   * How the twin of each film is changed beyond `augmentation`. With it every film is in the batch twice, in the
   * same place but changed otherwise: the twins are the second half, in the order of the first.
   */
  readonly twin?: TwinRanges;
}

export type TwinRanges = Partial<Omit<AugmentationRanges, 'rotation' | 'zoom' | 'shift' | 'verticalFlip'>>;

export interface ClassWeights {
  readonly fractured: number;
  readonly notFractured: number;
}

/** The inputs of a training step; map tensors have a cell for each 32 x 32 pixels. */
export interface Batch {
  readonly pixels: Float32Array;
  readonly targets: Float32Array;
  /** How much each film counts; all alike when left out. */
  readonly sampleWeights?: Float32Array;
  readonly mapTargets: Float32Array;
  readonly mapWeights: Float32Array;
}

const cellSide = 32;

/** A positive of which less than this share of every box is still visible counts as negative. */
const visibleShare = 0.4;

/** How often a crop that misses every box of its film is drawn anew; what misses then is a negative. */
const cropAttempts = 3;

/**
 * Batch number `index` of a training: the same for the same spec, whoever makes it and in whatever order,
 * so that a resumed training sees what an uninterrupted one would have.
 */
export function makeBatch(reduced: ReducedFilms, spec: BatchSpec, index: number): Batch {
  const { input } = spec;
  const views = drawViews(reduced, spec, index);
  const area = input.rows * input.columns;
  const cells = (input.rows / cellSide) * (input.columns / cellSide);
  const batch = {
    pixels: new Float32Array(views.length * area),
    targets: new Float32Array(views.length),
    sampleWeights: new Float32Array(views.length),
    mapTargets: new Float32Array(views.length * cells),
    mapWeights: new Float32Array(views.length * cells).fill(1),
  };
  views.forEach(({ film, placed, random, ranges }, i) => {
    const { visible } = placed;
    const plane = new Uint8Array(reduced.buffer, film.offset, film.rows * film.columns);
    batch.pixels.set(augment(plane, film, placed, input, random, ranges), i * area);
    batch.targets[i] = film.fractured && (film.boxes === null || visible.length > 0) ? 1 : 0;
    batch.sampleWeights[i] = weightOf(film, batch.targets[i] === 1, spec);
    const weights = batch.mapWeights.subarray(i * cells, (i + 1) * cells);
    const targets = batch.mapTargets.subarray(i * cells, (i + 1) * cells);
    if (film.fractured && film.boxes === null) weights.fill(0);
    for (const box of visible) markBox(box, input.columns / cellSide, spec.boxWeight, { targets, weights });
  });
  return batch;
}

/** A film in its place, and what is still to be drawn of how it is changed. */
interface View {
  readonly film: ReducedFilm;
  readonly placed: PlacedFilm;
  readonly random: () => number;
  readonly ranges: AugmentationRanges;
}

/** The films of a batch, then their twins if there are any. */
function drawViews({ films }: ReducedFilms, spec: BatchSpec, index: number): readonly View[] {
  const { augmentation, twin } = spec;
  const chosen = chooseFilms(films, spec, index);
  const batchSize = twin ? 2 * chosen.length : chosen.length;
  const randomOf = (i: number) => seededRandom(mix(spec.seed, index * batchSize + i));
  const views = chosen.map((filmIndex, i) => {
    const film = films[filmIndex]!;
    const random = randomOf(i);
    return { film, placed: placeFilm(film, spec, random), random, ranges: augmentation };
  });
  if (!twin) return views;
  const ranges = { ...augmentation, ...twin };
  const twins = views.map((view, i) => ({ ...view, random: randomOf(chosen.length + i), ranges }));
  return [...views, ...twins];
}

/** By the class that the crop leaves it, which is the one it is trained on. */
function weightOf(
  { source }: ReducedFilm,
  isFractured: boolean,
  { classWeights, sourceWeights = {} }: BatchSpec,
): number {
  const ofClass = classWeights?.[isFractured ? 'fractured' : 'notFractured'] ?? 1;
  return ofClass * (sourceWeights[source] ?? 1);
}

function placeFilm(film: ReducedFilm, spec: BatchSpec, random: () => number): PlacedFilm {
  const { augmentation, unlocatedZoom, input } = spec;
  const [least, most] = augmentation.zoom;
  const boxes = film.boxes ?? [];
  const zoom = [least, film.boxes === null ? Math.min(most, unlocatedZoom) : most] as const;
  const ranges = { ...augmentation, zoom };
  let placed: PlacedFilm;
  let attempt = 0;
  do {
    const affine = filmToInput(film, input.rows, drawPlacement(random, film, input.rows, ranges));
    placed = { affine, visible: visibleBoxes(boxes, affine, input.rows) };
  } while (boxes.length > 0 && placed.visible.length === 0 && ++attempt < cropAttempts);
  return placed;
}

/**
 * Walks the groups of each stratum in an order drawn anew for every round, so that none is seen twice
 * before all were; of a group with several films one is drawn each time.
 *
 * @throws RangeError when the training set has no film for a stratum.
 */
export function chooseFilms(
  films: ReducedFilms['films'],
  { seed, strata }: Pick<BatchSpec, 'seed' | 'strata'>,
  index: number,
): readonly number[] {
  return strata.flatMap(({ source, fractured, count }, which) => {
    const groups = groupFilms(films, source, fractured);
    const first = index * count;
    return Array.from({ length: count }, (_, i) => {
      const round = Math.floor((first + i) / groups.length);
      const group = shuffled(groups, mix(seed + 1 + which, round))[(first + i) % groups.length]!;
      return group[mix(seed - 1 - which, first + i) % group.length]!;
    });
  });
}

function groupFilms(films: ReducedFilms['films'], source: string, fractured: boolean): readonly number[][] {
  const groups = new Map<string, number[]>();
  films.forEach((film, i) => {
    if (film.source !== source || film.fractured !== fractured) return;
    const group = groups.get(film.group);
    if (group === undefined) groups.set(film.group, [i]);
    else group.push(i);
  });
  if (groups.size === 0)
    throw new RangeError(`The training set has no ${fractured ? '' : 'un'}fractured film of ${source}.`);
  return [...groups.values()];
}

function shuffled<T>(members: readonly T[], seed: number): readonly T[] {
  const order = [...members];
  const random = seededRandom(seed);
  for (let last = order.length - 1; last > 0; last--) {
    const drawn = Math.floor(random() * (last + 1));
    [order[last], order[drawn]] = [order[drawn]!, order[last]!];
  }
  return order;
}

function visibleBoxes(boxes: readonly Box[], affine: Affine, side: number): readonly Box[] {
  return boxes.flatMap((box) => {
    const placed = placeBox(box, affine, side);
    if (placed === null) return [];
    return placed.width * placed.height >= visibleShare * placedArea(box, affine) ? [placed] : [];
  });
}

interface MapCells {
  readonly targets: Float32Array;
  readonly weights: Float32Array;
}

/** Marks the cell under the box's centre and every cell of which the box covers at least a quarter. */
function markBox({ left, top, width, height }: Box, columns: number, weight: number, cells: MapCells): void {
  const rows = cells.targets.length / columns;
  const centre =
    Math.floor((top + height / 2) / cellSide) * columns + Math.floor((left + width / 2) / cellSide);
  for (let cell = 0; cell < rows * columns; cell++) {
    const x = (cell % columns) * cellSide;
    const y = Math.floor(cell / columns) * cellSide;
    const covered =
      Math.max(0, Math.min(x + cellSide, left + width) - Math.max(x, left)) *
      Math.max(0, Math.min(y + cellSide, top + height) - Math.max(y, top));
    if (cell !== centre && covered < (cellSide * cellSide) / 4) continue;
    cells.targets[cell] = 1;
    cells.weights[cell] = weight;
  }
}

/** A seed for a numbered draw; neighbouring numbers give unrelated seeds. */
function mix(seed: number, number: number): number {
  return (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(number + 1, 0xc2b2ae35)) >>> 0;
}
