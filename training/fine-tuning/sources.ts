import { join } from 'node:path';
import { assignSplits } from '../dataset/assign-splits.ts';
import { filmsOfSplit, requireBothClasses } from '../dataset/films-of-split.ts';
import { readFracAtlas } from '../dataset/fracatlas.ts';
import type { LabelledFilm, LabelledFilms } from '../dataset/labelled-film.ts';
import { readKaggleSplit, readMultiRegion, trainableMultiRegion } from '../dataset/multi-region.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { splits } from '../dataset/split.ts';
import type { Source, TrainingConfiguration } from './configuration.ts';
import type { TrainingFilm } from './film-cache.ts';

/** The films of a training. */
export interface TrainingSets {
  /** Of every source. */
  readonly train: readonly LabelledFilm[];
  /** Of the first source alone; epochs are judged by it. */
  readonly validation: readonly LabelledFilm[];
  /** Of the first source alone; no training looks at it, but the leakage check does. May be empty. */
  readonly test: readonly LabelledFilm[];
  /** Films of the first source to train on: as many as one epoch draws. */
  readonly epochFilms: number;
  /** SHA-256 of what gave each source its labels and splits. */
  readonly labelsSha256: readonly string[];
}

/** How films without a split of their own are dealt out. */
const shares = { train: 0.7, validation: 0.15, test: 0.15 } as const;

/**
 * Reads the labels of every source; the images themselves are not opened.
 *
 * @throws RangeError when a split to train on or to judge by is empty or has one class only.
 */
export async function readTrainingSets(
  { sources, seed }: Pick<TrainingConfiguration, 'sources' | 'seed'>,
  folder: string,
): Promise<TrainingSets> {
  const read: LabelledFilms[] = [];
  for (const source of sources) read.push(await readSource(source, folder, seed));
  const first = read[0]!.films;
  for (const [i, { films }] of read.entries())
    requireBothClasses(inSplit(films, 'train'), `The train split of ${sources[i]!.kind}`);
  return {
    train: read.flatMap(({ films }) => inSplit(films, 'train')),
    validation: filmsOfSplit(first, 'validation'),
    test: inSplit(first, 'test'),
    epochFilms: inSplit(first, 'train').length,
    labelsSha256: read.map(({ labelsSha256 }) => labelsSha256),
  };
}

/** Its films, which go by the source's word whatever their reader calls it. */
async function readSource(source: Source, folder: string, seed: number): Promise<LabelledFilms> {
  const { films, labelsSha256 } = await readers[source.kind](source as never, folder, seed);
  return { films: films.map((film) => ({ ...film, source: source.kind })), labelsSha256 };
}

type Reader<S> = (source: S, folder: string, seed: number) => Promise<LabelledFilms>;
type Readers = { readonly [K in Source['kind']]: Reader<Extract<Source, { kind: K }>> };

const readers: Readers = {
  fracatlas: async ({ filmsPerClass = Infinity }, folder) => {
    const { radiographs, manifestSha256 } = await readFracAtlas(folder);
    return { films: thinOut(radiographs, filmsPerClass), labelsSha256: manifestSha256 };
  },
  'multi-region': async ({ filmsPerGroup }, folder) => {
    const multiRegion = await readMultiRegion(folder);
    const films = trainableMultiRegion(multiRegion, filmsPerGroup);
    return { films, labelsSha256: multiRegion.manifestSha256 };
  },
  kaggle: (_, folder) => readKaggleSplit(join(folder, 'multi-region')),
  own: async (_, folder, seed) => {
    const { films, labelsSha256 } = await openDataset(folder);
    const dealt = films.some(({ split }) => split === null) ? assignSplits(films, { seed, shares }) : films;
    return { films: dealt, labelsSha256 };
  },
};

/** Keeps so many films of each class and split at most, evenly spaced over the data set. */
function thinOut(films: readonly LabelledFilm[], perClass: number): readonly LabelledFilm[] {
  const kept = splits.flatMap((split) =>
    [true, false].flatMap((fractured) => {
      const alike = films.filter((film) => film.split === split && film.fractured === fractured);
      const count = Math.min(perClass, alike.length);
      return Array.from({ length: count }, (_, i) => alike[Math.floor((i * alike.length) / count)]!);
    }),
  );
  return films.filter((film) => kept.includes(film));
}

function inSplit(films: readonly LabelledFilm[], split: LabelledFilm['split']): readonly LabelledFilm[] {
  return films.filter((film) => film.split === split);
}

/** As the loader wants it: films of one radiograph stand for each other in sampling. */
export function toTrainingFilm({
  path,
  fractured,
  source,
  samplingGroup,
  boxes,
}: LabelledFilm): TrainingFilm {
  return { path, fractured, source, group: samplingGroup, boxes };
}
