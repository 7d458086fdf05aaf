import { toErrorReport } from '#common/errors';
import { sha256 } from '#node/inference/model-store';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFracAtlas, type FracAtlas } from './dataset/fracatlas.ts';
import { readMultiRegion, trainableMultiRegion, type MultiRegion } from './dataset/multi-region.ts';
import { BatchLoader } from './fine-tuning/batch-loader.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './fine-tuning/checkpoint.ts';
import { configuration, parameterSpecs } from './fine-tuning/configuration.ts';
import { trainEpochs, type EpochDone, type Run } from './fine-tuning/epochs.ts';
import { loadReducedFilms, type TrainingFilm } from './fine-tuning/film-cache.ts';
import { initialState } from './fine-tuning/trainer.ts';
import { layOut, packParameters, type ParameterVector } from './graph/parameters.ts';
import { greyStem } from './models/mobilenet-v2.ts';
import { initialHead } from './models/trainable-classifier.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { readSafetensors } from './weights/safetensors.ts';

const weightsFile = 'mobilenet-v2-1.0-224-imagenet.safetensors';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    /** Holds a folder for each phase with `last.safetensors` and, by validation AUROC, `best.safetensors`. */
    run: { type: 'string', default: 'training/runs/fine-tune' },
    cache: { type: 'string', default: 'training/runs/cache' },
    resume: { type: 'boolean', default: false },
    threads: { type: 'string', default: '2' },
  },
});

train().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Trains on the train split and keeps the epochs that rank the validation split best; test is not read. */
async function train(): Promise<void> {
  const dataset = await readFracAtlas(options.data);
  const multiRegion = await readMultiRegion(options.data);
  const weightsBytes = await readFile(join(options.data, 'weights', weightsFile));
  const vector = layOut(parameterSpecs(configuration));
  const films = trainingFilms(dataset, multiRegion);
  const reduced = await loadReducedFilms(films, configuration.reducedSide, options.cache, (done, total) => {
    if (done % 250 === 0) console.error(`Reduced ${done} of ${total} films`);
  });
  const loader = new BatchLoader(reduced);
  let parameters = initialParameters(vector, weightsBytes);
  let origin = sha256(
    JSON.stringify([dataset.manifestSha256, multiRegion.manifestSha256, sha256(weightsBytes)]),
  );
  for (const [phase, { name }] of configuration.phases.entries()) {
    const folder = join(options.run, name);
    const run: Run = {
      vector,
      configuration,
      phase,
      loader,
      trainFilms: ofSplit(dataset, 'train').length,
      validation: ofSplit(dataset, 'validation'),
      threads: Number(options.threads),
      onProgress: (line) => console.error(`${name}: ${line}`),
    };
    origin = hashPhase(phase, origin);
    const start = await startOf(folder, origin, parameters);
    for await (const done of trainEpochs(run, start)) await keep(folder, done);
    parameters = (await readCheckpoint(join(folder, 'best.safetensors'))).state.vectors.average;
  }
  await loader.close();
}

/** Of all that decides a phase's result: a phase appended later leaves those before it as they are. */
function hashPhase(phase: number, origin: string): string {
  const { phases, ...rest } = configuration;
  return sha256(JSON.stringify([origin, phases[phase], rest]));
}

function trainingFilms(dataset: FracAtlas, multiRegion: MultiRegion): readonly TrainingFilm[] {
  return [
    ...ofSplit(dataset, 'train').map((film) => ({ ...film, source: 'fracatlas', group: film.file })),
    ...trainableMultiRegion(multiRegion, configuration.filmsPerGroup).map((film) => ({
      ...film,
      source: 'multi-region',
      boxes: film.fractured ? null : [],
    })),
  ];
}

function ofSplit({ radiographs }: FracAtlas, wanted: string) {
  return radiographs.filter(({ split }) => split === wanted);
}

function initialParameters(vector: ParameterVector, weightsBytes: Uint8Array): Float32Array {
  const weights = greyStem(readSafetensors(weightsBytes));
  const positives = configuration.strata.filter(({ fractured }) => fractured);
  const prevalence = positives.reduce((sum, { count }) => sum + count, 0) / configuration.batchSize;
  const bias = Math.log(prevalence / (1 - prevalence));
  const channels = vector.specs.at(-2)!.shape[1]!;
  return packParameters(
    vector,
    new Map([...weights, ...initialHead(channels, bias, seededRandom(configuration.seed))]),
  );
}

/** @throws RangeError when the phase was begun with another configuration, data set or pretrained network. */
async function startOf(
  folder: string,
  configurationSha256: string,
  parameters: Float32Array,
): Promise<Checkpoint> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'last.safetensors');
  if (!options.resume || !existsSync(path))
    return { configurationSha256, history: [], state: initialState(parameters) };
  const checkpoint = await readCheckpoint(path);
  if (checkpoint.configurationSha256 !== configurationSha256)
    throw new RangeError(`${path} is of another configuration, data set or pretrained network.`);
  return checkpoint;
}

async function keep(folder: string, { checkpoint, best }: EpochDone): Promise<void> {
  await writeCheckpoint(join(folder, 'last.safetensors'), checkpoint);
  if (best) await writeCheckpoint(join(folder, 'best.safetensors'), checkpoint);
  await writeFile(join(folder, 'history.json'), JSON.stringify(checkpoint.history, null, 2));
}
