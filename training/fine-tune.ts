import { toErrorReport } from '#common/errors';
import { sha256 } from '#node/inference/model-store';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFracAtlas, type FracAtlas } from './dataset/fracatlas.ts';
import { BatchLoader } from './fine-tuning/batch-loader.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './fine-tuning/checkpoint.ts';
import { configuration, parameterSpecs } from './fine-tuning/configuration.ts';
import { trainEpochs, type EpochDone, type Run } from './fine-tuning/epochs.ts';
import { loadReducedFilms } from './fine-tuning/film-cache.ts';
import { initialState } from './fine-tuning/trainer.ts';
import { layOut, packParameters, type ParameterVector } from './graph/parameters.ts';
import { greyStem } from './models/mobilenet-v2.ts';
import { initialHead } from './models/trainable-classifier.ts';
import { seededRandom } from './random.ts';
import { readSafetensors } from './weights/safetensors.ts';

const weightsFile = 'mobilenet-v2-1.0-224-imagenet.safetensors';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    /** Holds the checkpoints: `last.safetensors`, and `best.safetensors` by validation AUROC. */
    run: { type: 'string', default: 'training/runs/fine-tune' },
    cache: { type: 'string', default: 'training/runs/cache' },
    resume: { type: 'boolean', default: false },
    threads: { type: 'string', default: '2' },
  },
});

fineTune().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Trains on the train split and keeps the epoch that ranks the validation split best; test is not read. */
async function fineTune(): Promise<void> {
  const dataset = await readFracAtlas(options.data);
  const weightsBytes = await readFile(join(options.data, 'weights', weightsFile));
  const vector = layOut(parameterSpecs(configuration));
  const configurationSha256 = sha256(
    JSON.stringify([configuration, dataset.manifestSha256, sha256(weightsBytes)]),
  );
  await mkdir(options.run, { recursive: true });
  const start = options.resume
    ? await resume(configurationSha256)
    : { configurationSha256, history: [], state: initialState(initialParameters(vector, weightsBytes)) };
  const films = ofSplit(dataset, 'train');
  const reduced = await loadReducedFilms(films, configuration.reducedSide, options.cache, (done, total) => {
    if (done % 250 === 0) console.error(`Reduced ${done} of ${total} films`);
  });
  const loader = new BatchLoader(reduced);
  const run: Run = {
    vector,
    configuration,
    loader,
    trainFilms: films.length,
    validation: ofSplit(dataset, 'validation'),
    threads: Number(options.threads),
    onProgress: (line) => console.error(line),
  };
  for await (const done of trainEpochs(run, start)) await keep(done);
  await loader.close();
}

function ofSplit({ radiographs }: FracAtlas, wanted: string) {
  return radiographs.filter(({ split }) => split === wanted);
}

function initialParameters(vector: ParameterVector, weightsBytes: Uint8Array): Float32Array {
  const weights = greyStem(readSafetensors(weightsBytes));
  const prevalence = configuration.positives / configuration.batchSize;
  const bias = Math.log(prevalence / (1 - prevalence));
  const channels = vector.specs.at(-2)!.shape[1]!;
  return packParameters(
    vector,
    new Map([...weights, ...initialHead(channels, bias, seededRandom(configuration.seed))]),
  );
}

/** @throws RangeError when the last checkpoint is of another configuration. */
async function resume(configurationSha256: string): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(join(options.run, 'last.safetensors'));
  if (checkpoint.configurationSha256 !== configurationSha256)
    throw new RangeError('The checkpoint is of another configuration, data set or pretrained network.');
  return checkpoint;
}

async function keep({ checkpoint, best }: EpochDone): Promise<void> {
  await writeCheckpoint(join(options.run, 'last.safetensors'), checkpoint);
  if (best) await writeCheckpoint(join(options.run, 'best.safetensors'), checkpoint);
  await writeFile(join(options.run, 'history.json'), JSON.stringify(checkpoint.history, null, 2));
}
