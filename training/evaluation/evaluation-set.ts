import { join } from 'node:path';
import { requireBothClasses } from '../dataset/films-of-split.ts';
import type { LabelledFilm } from '../dataset/labelled-film.ts';
import { readFracAtlas } from '../dataset/fracatlas.ts';
import { readKaggleSplit, readMultiRegion } from '../dataset/multi-region.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import type { Split } from '../dataset/split.ts';
import type { GroupPooling } from '../metrics/pool-groups.ts';
import type { TrainedOn } from './evaluated-network.ts';

/** Labelled films with what a reader must know to judge a figure that is measured on them. */
export interface EvaluationSet {
  readonly name: string;
  readonly films: readonly LabelledFilm[];
  /** What a group of films is, in the plural: intervals are resampled by it. */
  readonly groups: string;
  /** How a group becomes one film; null where groups are no studies and no copies of one film. */
  readonly pooling: GroupPooling | null;
  /** Leakage and what was left out, counted from the manifests. */
  readonly statements: readonly string[];
}

/** The sets with a name of their own; anything else is a path. */
export const namedSets = ['kaggle', 'multi-region', 'fracatlas'] as const;

/**
 * Opens the films of a split.
 *
 * @param set a name of `namedSets`, found in `dataFolder`, or the path of a labelled folder or CSV manifest, all
 *   of whose films count when they have no split.
 * @throws RangeError when there are none, or all have one label.
 */
export async function openEvaluationSet(
  set: string,
  { dataFolder, split, trainedOn }: { dataFolder: string; split: Split; trainedOn: TrainedOn },
): Promise<EvaluationSet> {
  const opened = await openSplit(set, dataFolder, split, trainedOn);
  requireBothClasses(opened.films, opened.name);
  return opened;
}

async function openSplit(
  set: string,
  dataFolder: string,
  split: Split,
  trainedOn: TrainedOn,
): Promise<EvaluationSet> {
  if (set === 'fracatlas') return openFracAtlas(dataFolder, split, trainedOn);
  if (set === 'multi-region') return openMultiRegion(dataFolder, split, trainedOn);
  if (set === 'kaggle') return openKaggle(dataFolder, split, trainedOn);
  const { films, name } = await openDataset(set);
  const hasSplits = films.some((film) => film.split !== null);
  return {
    name: hasSplits ? `${name} ${split}` : name,
    films: hasSplits ? films.filter((film) => film.split === split) : films,
    groups: 'patients or folders',
    pooling: 'maximum',
    statements: hasSplits ? [] : ['All films of the set, as it has no splits of its own.'],
  };
}

async function openFracAtlas(dataFolder: string, split: Split, trainedOn: TrainedOn): Promise<EvaluationSet> {
  const { radiographs } = await readFracAtlas(dataFolder);
  const films = radiographs.filter((film) => film.split === split);
  const blocks =
    'Blocks of 20 neighbouring numbers lessen but cannot exclude films of one patient in two splits.';
  return {
    name: `FracAtlas ${split}`,
    films,
    groups: 'blocks of 20 neighbouring films',
    pooling: null,
    statements: [blocks, ...(trainedOn === 'kaggle' ? [await sharedRadiographs(dataFolder, split)] : [])],
  };
}

/** FracAtlas films of which the published data set holds copies, so that its train split may show them. */
async function sharedRadiographs(dataFolder: string, split: Split): Promise<string> {
  const { films } = await readMultiRegion(dataFolder);
  const groups = new Set(films.flatMap((film) => (film.inFracAtlas === split ? [film.group] : [])));
  return `${groups.size} of these radiographs are also in the multi-region set that this network was trained on.`;
}

/** Without the films that are in FracAtlas train, which such a network may have been trained on. */
async function openMultiRegion(
  dataFolder: string,
  split: Split,
  trainedOn: TrainedOn,
): Promise<EvaluationSet> {
  const { films } = await readMultiRegion(dataFolder);
  const inSplit = films.filter((film) => film.split === split);
  const inFracAtlasTrain = new Set(
    films.flatMap((film) => (film.inFracAtlas === 'train' ? [film.group] : [])),
  );
  const counted =
    trainedOn === 'kaggle' ? inSplit : inSplit.filter(({ group }) => !inFracAtlasTrain.has(group));
  return {
    name: `Multi-region ${split} by source group`,
    films: counted,
    groups: 'source radiographs',
    pooling: 'mean',
    statements: [
      trainedOn === 'kaggle'
        ? countShared(
            counted,
            await kagglePaths(dataFolder, 'train'),
            'the published train split, which trained this network',
          )
        : `${inSplit.length - counted.length} films of radiographs that are in FracAtlas train are left out.`,
    ],
  };
}

async function openKaggle(dataFolder: string, split: Split, trainedOn: TrainedOn): Promise<EvaluationSet> {
  const { films } = await readKaggleSplit(join(dataFolder, 'multi-region'));
  const inSplit = films.filter((film) => film.split === split);
  const statements = [
    countShared(inSplit, await kagglePaths(dataFolder, 'train'), 'its own train split, byte for byte'),
  ];
  if (trainedOn !== 'kaggle') {
    const { films: distinct } = await readMultiRegion(dataFolder);
    const train = new Set(distinct.filter((film) => film.split === 'train').map(({ group }) => group));
    const known = inSplit.filter(({ group }) => train.has(group)).length;
    statements.push(
      `${known} of ${inSplit.length} show a radiograph of the source groups that this model may be trained on.`,
    );
  }
  return {
    name: `Kaggle ${split} split (leaked)`,
    films: inSplit,
    groups: 'source radiographs',
    pooling: 'mean',
    statements,
  };
}

async function kagglePaths(dataFolder: string, split: Split): Promise<ReadonlySet<string>> {
  const { films } = await readKaggleSplit(join(dataFolder, 'multi-region'));
  return new Set(films.filter((film) => film.split === split).map(({ path }) => path));
}

/** `97 % of these films (487 of 502) are in …`. */
function countShared(films: readonly LabelledFilm[], paths: ReadonlySet<string>, where: string): string {
  const shared = films.filter(({ path }) => paths.has(path)).length;
  const percent = Math.round((100 * shared) / films.length);
  return `${percent} % of these films (${shared} of ${films.length}) are in ${where}.`;
}
