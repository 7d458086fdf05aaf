import type { InputSpec } from '#common/imaging/input-spec';
import { seededRandom } from '#common/sampling/seeded-random';
import { placeBox, placedArea, type Affine } from './affine.ts';
import { augment, type AugmentationRanges } from './augment.ts';
import type { Box } from '../dataset/boxes.ts';
import type { ReducedFilms } from './film-cache.ts';

export interface BatchSpec {
  readonly seed: number;
  readonly batchSize: number;
  /** Films of the batch that show a fracture before they are cropped. */
  readonly positives: number;
  readonly input: InputSpec;
  readonly augmentation: AugmentationRanges;
  /** Of map cells inside a box; 1 elsewhere. */
  readonly boxWeight: number;
}

/** The inputs of a training step; map tensors have a cell for each 32 x 32 pixels. */
export interface Batch {
  readonly pixels: Float32Array;
  readonly targets: Float32Array;
  readonly mapTargets: Float32Array;
  readonly mapWeights: Float32Array;
}

const cellSide = 32;

/** A positive of which less than this share of every box is still visible counts as negative. */
const visibleShare = 0.4;

/**
 * Batch number `index` of a training: the same for the same spec, whoever makes it and in whatever order,
 * so that a resumed training sees what an uninterrupted one would have.
 */
export function makeBatch({ buffer, films }: ReducedFilms, spec: BatchSpec, index: number): Batch {
  const { batchSize, input } = spec;
  const area = input.rows * input.columns;
  const cells = (input.rows / cellSide) * (input.columns / cellSide);
  const batch = {
    pixels: new Float32Array(batchSize * area),
    targets: new Float32Array(batchSize),
    mapTargets: new Float32Array(batchSize * cells),
    mapWeights: new Float32Array(batchSize * cells).fill(1),
  };
  const chosen = chooseFilms(films, spec, index);
  chosen.forEach((filmIndex, i) => {
    const film = films[filmIndex]!;
    const random = seededRandom(mix(spec.seed, index * batchSize + i));
    const plane = new Uint8Array(buffer, film.offset, film.rows * film.columns);
    const { pixels, affine } = augment(plane, film, input, random, spec.augmentation);
    batch.pixels.set(pixels, i * area);
    const visible = visibleBoxes(film.boxes, affine, input.rows);
    batch.targets[i] = film.fractured && visible.length > 0 ? 1 : 0;
    const [begin, end] = [i * cells, (i + 1) * cells];
    for (const box of visible)
      markBox(box, input.columns / cellSide, spec.boxWeight, {
        targets: batch.mapTargets.subarray(begin, end),
        weights: batch.mapWeights.subarray(begin, end),
      });
  });
  return batch;
}

/** Walks each class in an order drawn anew for every round, so that no film is seen twice before all were. */
export function chooseFilms(
  films: ReducedFilms['films'],
  { seed, batchSize, positives }: Pick<BatchSpec, 'seed' | 'batchSize' | 'positives'>,
  index: number,
): readonly number[] {
  const classes = [true, false].map((wanted) =>
    films.flatMap(({ fractured }, i) => (fractured === wanted ? [i] : [])),
  );
  const counts = [positives, batchSize - positives];
  return classes.flatMap((members, which) => {
    const first = index * counts[which]!;
    return Array.from({ length: counts[which]! }, (_, i) => {
      const round = Math.floor((first + i) / members.length);
      return shuffled(members, mix(seed + 1 + which, round))[(first + i) % members.length]!;
    });
  });
}

function shuffled(members: readonly number[], seed: number): readonly number[] {
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
