import { toErrorReport } from '#common/errors';
import { createClassifier, type Classifier } from '#node/inference/classifier';
import { loadModel } from '#node/inference/model-store';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFracAtlas, type FracAtlas } from './dataset/fracatlas.ts';
import { askSameFilms, type FilmAnswers } from './probes/same-film/measure.ts';
import { formatSameFilm, reportSameFilm } from './probes/same-film/report.ts';
import { sampleFilms } from './probes/sample-films.ts';
import { formatShortcuts } from './probes/shortcuts/report.ts';
import { probeShortcuts } from './probes/shortcuts/run.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'assets/models' },
    data: { type: 'string', default: '../shared/data' },
    /** The most films of a split, drawn by the seed; 250 for same-film and all for shortcuts when left out. */
    films: { type: 'string' },
    /** 1337 when left out. */
    seed: { type: 'string' },
    /** Of the network; one for each core of an idle machine when left out. */
    threads: { type: 'string' },
    /** Folder of the reports, a JSON file a probe. */
    out: { type: 'string', default: 'training/runs/probes' },
  },
});
const defaultSeed = 1337;

interface ProbeContext {
  readonly classifier: Classifier;
  readonly dataset: FracAtlas;
  readonly seed: number;
  readonly films: number | undefined;
  /** Empty where the runtime is to decide. */
  readonly network: { readonly threads?: number };
}

type Probe = (context: ProbeContext) => Promise<void>;

const probes: Readonly<Record<string, Probe>> = {
  'same-film': probeSameFilm,
  shortcuts: probeForShortcuts,
};

probe().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Runs the named probes, or all of them; a figure that falls short is reported and is no failure. */
async function probe(): Promise<void> {
  const names = positionals.length > 0 ? positionals : Object.keys(probes);
  const unknown = names.find((name) => probes[name] === undefined);
  if (unknown !== undefined)
    throw new RangeError(`There is no probe ${unknown}; there are ${Object.keys(probes).join(', ')}.`);
  const [films, threads] = [wholeNumber('films'), wholeNumber('threads')];
  const network = threads === undefined ? {} : { threads };
  const dataset = await readFracAtlas(options.data);
  const classifier = await createClassifier({ modelDirectory: options.model, provider: 'cpu', ...network });
  const context = { classifier, dataset, seed: wholeNumber('seed') ?? defaultSeed, films, network };
  for (const name of names) await probes[name]!(context);
  await classifier.release();
}

async function probeSameFilm({ classifier, dataset, seed, films }: ProbeContext): Promise<void> {
  const test = dataset.radiographs.filter(({ split }) => split === 'test');
  const drawn = sampleFilms(test, films ?? 250, seed);
  const answered: FilmAnswers[] = [];
  for await (const answers of askSameFilms(classifier, drawn)) {
    answered.push(answers);
    showProgress('same-film', answered.length, drawn.length);
  }
  const report = reportSameFilm({ card: classifier.card, set: 'FracAtlas test', seed, films: answered });
  await write('same-film', report);
  console.log(formatSameFilm(report));
}

async function probeForShortcuts(context: ProbeContext): Promise<void> {
  const report = await probeShortcuts({
    ...context,
    model: await loadModel(options.model),
    films: context.films ?? Infinity,
    onProgress: (step, done, total) => showProgress(`shortcuts, ${step}`, done, total),
  });
  await write('shortcuts', report);
  console.log(formatShortcuts(report));
}

function wholeNumber(name: 'films' | 'seed' | 'threads'): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`--${name} takes a whole number of at least 1.`);
  return Number(text);
}

async function write(name: string, report: object): Promise<void> {
  await mkdir(options.out, { recursive: true });
  await writeFile(join(options.out, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
}

function showProgress(name: string, done: number, total: number): void {
  if (done % 50 === 0 || done === total) console.error(`${name}: ${done} of ${total} films`);
}
