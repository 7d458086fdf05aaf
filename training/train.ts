import { toErrorReport } from '#common/errors';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeExport, exportModel } from './card/export-model.ts';
import { configurationNamed, configurations } from './configurations/named.ts';
import { checkLeakage } from './dataset/leakage/check-leakage.ts';
import { formatLeakage } from './dataset/leakage/format-leakage.ts';
import type { LabelledFilm } from './dataset/labelled-film.ts';
import { parameterSpecs, type TrainingConfiguration } from './fine-tuning/configuration.ts';
import { describeUnreadable, loadReducedFilms } from './fine-tuning/film-cache.ts';
import { describeEpoch, describePace } from './fine-tuning/progress.ts';
import { continueFrom, readParentModel } from './fine-tuning/parent-model.ts';
import { readTrainingSets, toTrainingFilm, type TrainingSets } from './fine-tuning/sources.ts';
import { readImageNetStart, startFrom, type StartWeights } from './fine-tuning/start-weights.ts';
import { runTraining } from './fine-tuning/training-run.ts';
import { layOut, type ParameterVector } from './graph/parameters.ts';
import { trainingPageFile } from './plot/training-page.ts';

const help = `npm run train -- [options]

  --configuration NAME  ${Object.keys(configurations).join(', ')} (shipped; clinic with --from)
  --data PATH           the folder of the data sets (../shared/data); for clinic a data set of one's own:
                        films in "fractured" and "not fractured" folders, or a CSV manifest
  --from DIR            a model to go on from, such as assets/models; it is not changed. A candidate with a
                        card of its own is written into the run's folder
  --foreign PATH        with --from: a folder whose dicom/ holds images of no limb (../shared/data)
  --run DIR             gets the checkpoints and the plot (training/runs/NAME)
  --resume              go on from the checkpoints in DIR
  --threads N           of the network (2); another number rounds otherwise
  --cache DIR           keeps the films reduced (training/runs/cache)

Ends with exit code 1 and one line of reason when it cannot go on; checkpoints stay whole.`;

const { values: options } = parseArgs({
  options: {
    configuration: { type: 'string' },
    data: { type: 'string', default: '../shared/data' },
    from: { type: 'string' },
    foreign: { type: 'string', default: '../shared/data' },
    run: { type: 'string' },
    resume: { type: 'boolean', default: false },
    threads: { type: 'string', default: '2' },
    cache: { type: 'string', default: 'training/runs/cache' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(help);
else
  train().catch((thrown: unknown) => {
    console.error(toErrorReport(thrown).message);
    process.exitCode = 1;
  });

/** Trains on the train split and keeps the epochs that rank the validation split best; test is not read. */
async function train(): Promise<void> {
  const name = options.configuration ?? (options.from === undefined ? 'shipped' : 'clinic');
  const folder = options.run ?? join('training/runs', name);
  const threads = Number(options.threads);
  const { configuration, vector, start } = await readStart(configurationNamed(name));
  const sets = await readTrainingSets(configuration, options.data);
  showLasting(formatLeakage(await findLeakage(sets, threads)));
  const films = await reduceFilms(sets, configuration.reducedSide, threads);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'configuration.json'), `${JSON.stringify(configuration, null, 2)}\n`);
  console.log(`${name}: ${describeSets(sets)}. The plot is ${join(folder, trainingPageFile)}`);
  await runTraining({
    configuration,
    vector,
    sets,
    films,
    start,
    folder,
    threads,
    resume: options.resume,
    onSteps: (phase, { pace }) => showPassing(`${phase}: ${describePace(pace)}`),
    onEpoch: (phase, epoch) => showLasting(`${phase}: ${describeEpoch(epoch)}`),
  });
  if (options.from !== undefined) await writeCandidate(name, folder, options.from);
}

/** Judges a model that went on from another, so that both can be compared; the other is not touched. */
async function writeCandidate(configuration: string, run: string, from: string): Promise<void> {
  const out = join(run, 'candidate');
  const card = await exportModel({
    run,
    configuration,
    data: options.data,
    foreign: options.foreign,
    sizes: [],
    out,
    from,
    sameFilm: join(run, 'same-film.json'),
    gateFilms: 1500,
    onProgress: showPassing,
  });
  showLasting(describeExport(card));
  console.log(`Compare: npm run compare -- ${from} ${out} --data FILMS_THAT_NEITHER_WAS_TRAINED_ON`);
}

interface Start {
  readonly configuration: TrainingConfiguration;
  readonly vector: ParameterVector;
  readonly start: StartWeights;
}

async function readStart(named: TrainingConfiguration): Promise<Start> {
  if (options.from === undefined) {
    if (named.sources.some(({ kind }) => kind === 'own'))
      throw new RangeError("A data set of one's own needs --from, the model to go on from.");
    const vector = layOut(parameterSpecs(named));
    return { configuration: named, vector, start: await readImageNetStart(named, vector, options.data) };
  }
  const parent = await readParentModel(options.from);
  const configuration = continueFrom(named, parent);
  const vector = layOut(parameterSpecs(configuration));
  const start = startFrom(parent.parameters, vector, parent.card.onnx.sha256);
  return { configuration, vector, start };
}

/** Prints of the films are kept between runs, as all of them have to be decoded. */
function findLeakage({ train: films, validation, test }: TrainingSets, threads: number) {
  return checkLeakage([...films, ...validation, ...test], {
    keptIn: join(options.cache, 'prints.ndjson'),
    threads,
    onProgress: (done, total) => {
      if (done % 250 === 0) showPassing(`Compared ${done} of ${total} films`);
    },
  });
}

async function reduceFilms({ train: films }: TrainingSets, side: number, threads: number) {
  const onProgress = (done: number, total: number): void => {
    if (done % 250 === 0) showPassing(`Reduced ${done} of ${total} films`);
  };
  const reduced = await loadReducedFilms(films.map(toTrainingFilm), side, options.cache, onProgress, threads);
  if (reduced.unreadable.length > 0) showLasting(describeUnreadable(reduced.unreadable));
  return reduced;
}

function describeSets({ train: films, validation, test }: TrainingSets): string {
  const count = (split: readonly LabelledFilm[]): string =>
    `${split.length} (${split.filter(({ fractured }) => fractured).length} fractured)`;
  return `train ${count(films)}, validation ${count(validation)}, test ${count(test)} films`;
}

/** A terminal shows the last of these lines only; a file or a pipe keeps them all. */
function showPassing(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`);
  else console.log(line);
}

function showLasting(line: string): void {
  console.log(process.stdout.isTTY ? `\r\u001b[K${line}` : line);
}
