import type { StoredModel } from '#node/inference/model-store';
import type { Classifier } from '#node/inference/classifier';
import type { FracAtlas, Radiograph } from '../../dataset/fracatlas.ts';
import { describeIntervals, estimate, groupFilms, type BootstrapOptions } from '../../metrics/bootstrap.ts';
import { auroc } from '../../metrics/ranking.ts';
import { resamples } from '../../metrics/split-metrics.ts';
import { sampleFilms } from '../sample-films.ts';
import { askChangedFilms, askFilms, type ProbedFilm } from './ask.ts';
import { masked, pasted } from './changes.ts';
import { readTraits, summariseTraits, traitSets, type FileTraits } from './file-traits.ts';
import { summariseHardware, type HardwareScored, type HardwareSummary } from './hardware.ts';
import { scoreOutOfFold } from './out-of-fold.ts';
import { pairsOf, summariseMasked, summarisePasted } from './paired.ts';
import { poolFeatures } from './pool-features.ts';
import { describeModel, type ShortcutReport } from './report.ts';

export interface ShortcutRun {
  readonly classifier: Classifier;
  readonly model: StoredModel;
  readonly dataset: FracAtlas;
  readonly seed: number;
  /** The most test films that are changed, and the most films of other splits that are read at all. */
  readonly films: number;
  /** For a session of its own, like the classifier's. */
  readonly network: { readonly threads?: number };
  readonly onProgress: (step: string, done: number, total: number) => void;
}

/** Runs every shortcut probe. */
export async function probeShortcuts(run: ShortcutRun): Promise<ShortcutReport> {
  const { classifier, dataset, seed } = run;
  const options: BootstrapOptions = { resamples, seed };
  const changed = await collect(
    run,
    'changed films',
    (films) => askChangedFilms(classifier, films, seed),
    ofSplits(run, 'test'),
  );
  const validation = await collect(
    run,
    'validation films',
    (films) => askFilms(classifier, films),
    ofSplits(run, 'validation'),
  );
  const traits = await readAllTraits(ofSplits(run, 'train', 'test'));
  const { operatingPoints } = classifier.card;
  return {
    model: describeModel(classifier.card),
    seed,
    interval: describeIntervals(options),
    pasted: pasted.map(({ name }) => summarisePasted(name, pairsOf(changed, name), operatingPoints, options)),
    masked: masked.map(({ name }) => summariseMasked(name, pairsOf(changed, name), options)),
    hardware: summariseHardware(
      'validation and test, the network as it ships',
      [...validation, ...changed].map(hardwareScored),
      options,
    ),
    hardwareOutOfFold: await refitOutOfFold(run, options),
    specificityOnHardware: describeSpecificityOnHardware(dataset),
    traits: traitSets.map((set) => summariseTraits(set, traits, options)),
    oneSize: rankOneSize(changed, traits, options),
  };
}

async function refitOutOfFold(run: ShortcutRun, options: BootstrapOptions): Promise<HardwareSummary> {
  const films = await collect(
    run,
    'features',
    (radiographs) => poolFeatures(run.model, radiographs, run.network),
    ofSplits(run, 'train', 'validation', 'test'),
  );
  return summariseHardware(
    'all splits, a linear head refitted out of fold by blocks (the features have seen the train labels)',
    scoreOutOfFold(films, run.seed),
    options,
  );
}

async function collect<T>(
  { onProgress }: ShortcutRun,
  step: string,
  ask: (films: readonly Radiograph[]) => AsyncGenerator<T>,
  films: readonly Radiograph[],
): Promise<readonly T[]> {
  const answers: T[] = [];
  for await (const answer of ask(films)) {
    answers.push(answer);
    onProgress(step, answers.length, films.length);
  }
  return answers;
}

/** Films of each split, at most as many as asked for of each, the same wherever they are needed. */
function ofSplits(
  { dataset, films, seed }: ShortcutRun,
  ...splits: readonly Radiograph['split'][]
): readonly Radiograph[] {
  return splits.flatMap((split) =>
    sampleFilms(
      dataset.radiographs.filter((radiograph) => radiograph.split === split),
      films,
      seed,
    ),
  );
}

async function readAllTraits(radiographs: readonly Radiograph[]): Promise<readonly FileTraits[]> {
  const traits: FileTraits[] = [];
  for (const radiograph of radiographs) traits.push(await readTraits(radiograph));
  return traits;
}

function hardwareScored({ radiograph, before }: ProbedFilm): HardwareScored {
  const { fractured, group, hardware } = radiograph;
  return { positive: fractured, group, hardware: hardware === true, score: before };
}

function describeSpecificityOnHardware({ radiographs }: FracAtlas): string {
  const sound = radiographs.filter(({ hardware, fractured }) => hardware === true && !fractured);
  const trained = sound.filter(({ split }) => split === 'train').length;
  return (
    `Specificity on films with hardware and without a fracture: unknown. There are ${sound.length} such films, ` +
    `${trained} of them in the training split.`
  );
}

function rankOneSize(
  changed: readonly ProbedFilm[],
  traits: readonly FileTraits[],
  options: BootstrapOptions,
): ShortcutReport['oneSize'] {
  const sizes = new Map(traits.map(({ radiograph, size }) => [radiograph.file, size]));
  const bySize = groupFilms(changed.map((film) => ({ film, group: sizes.get(film.radiograph.file)! })));
  const commonest = bySize.reduce((most, next) => (next.length > most.length ? next : most));
  const scored = commonest.map(({ film }) => hardwareScored(film));
  return { size: commonest[0]!.group, films: scored.length, auroc: estimate(scored, auroc, options) };
}
