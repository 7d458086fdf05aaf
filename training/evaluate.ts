import { toErrorReport } from '#common/errors';
import type { ModelCard } from '#common/model/model-card';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFracAtlas } from './dataset/fracatlas.ts';
import { splitOfName } from './dataset/split.ts';
import {
  compare,
  compareElsewhere,
  compareTest,
  formatComparison,
  type Comparison,
} from './evaluation/card-check.ts';
import { evaluateSet, type SetEvaluation } from './evaluation/evaluate-set.ts';
import { readNetwork, type EvaluatedNetwork } from './evaluation/evaluated-network.ts';
import { namedSets, openEvaluationSet, type EvaluationSet } from './evaluation/evaluation-set.ts';
import { alignColumns } from './evaluation/format-figures.ts';
import { joinScan } from './evaluation/join-scan.ts';
import { judgeFilms } from './evaluation/judged-film.ts';
import type { ReportedSet } from './evaluation/report/report-page.ts';
import { scoreSet, type SetScores } from './evaluation/score-set.ts';
import { tabulateRebased, tabulateSet, tabulateSets, type Table } from './evaluation/tables.ts';
import { reportFiles, writeReport } from './evaluation/write-report.ts';
import { auroc } from './metrics/ranking.ts';
import { resamples } from './metrics/split-metrics.ts';
import { fitTemperature } from './regression/temperature.ts';

const { values: options } = parseArgs({
  options: {
    /** A model with its card, or the run of a training. */
    model: { type: 'string', default: 'assets/models' },
    data: { type: 'string', default: '../shared/data' },
    /** Names of `namedSets` or paths of labelled folders and CSV manifests, with commas between. */
    set: { type: 'string', default: namedSets.join(',') },
    split: { type: 'string', default: 'test' },
    /** Gets the report; a folder named after the model when left out. */
    out: { type: 'string' },
    /** Takes the mean over each film and its mirror image, which the app does not. */
    mirrored: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1337' },
    /** A table written by `osteon scan` over the FracAtlas test films: only its AUROC is compared with the card's. */
    csv: { type: 'string' },
  },
});

const split = splitOfName(options.split, '--split');
const seed = Number(options.seed);

(options.csv === undefined ? evaluate() : checkScan(options.csv)).catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Measures a network on sets it was not chosen by, and exits with 1 when its card says otherwise. */
async function evaluate(): Promise<void> {
  const network = await readNetwork(options.model, options.data);
  const asked = options.set.split(',');
  const temperature = await fitNetworkTemperature(network, asked);
  const reported: ReportedSet[] = [];
  for (const name of asked) reported.push(await reportSet(network, name, temperature));
  const evaluations = reported.map(({ evaluation }) => evaluation);
  console.log(`\n${titleOf(network)}`);
  for (const line of describe(network)) console.log(line);
  print(tabulateSets(evaluations));
  const tables =
    network.card === null ? [] : [tabulateRebased(anchors(network.card), prevalenceOf(network.card))];
  tables.forEach(print);
  const folder = options.out ?? join('training/runs/evaluation', `${network.name} ${network.version}`);
  await writeReport(folder, { title: titleOf(network), lines: describe(network), tables }, reported);
  console.log(`Plots and tables: ${join(folder, reportFiles.page)}`);
  if (network.card !== null && split === 'test' && !options.mirrored)
    report(compareWithCard(network.card, asked, reported));
}

/** Of the sets that were asked for; those that the card says nothing of agree with it. */
function compareWithCard(
  card: ModelCard,
  asked: readonly string[],
  reported: readonly ReportedSet[],
): readonly Comparison[] {
  const bootstrap = { resamples, seed: card.provenance.seed };
  const test = reported[asked.indexOf('fracatlas')];
  const elsewhere = reported[asked.indexOf('multi-region')];
  return [
    ...(test === undefined ? [] : compareTest(card, test.films, bootstrap)),
    ...(elsewhere === undefined || card.elsewhere === null
      ? []
      : compareElsewhere(card.elsewhere, elsewhere.films, bootstrap)),
  ];
}

async function reportSet(
  network: EvaluatedNetwork,
  name: string,
  temperature: number | null,
): Promise<ReportedSet> {
  const { trainedOn, card } = network;
  const set = await openEvaluationSet(name, { dataFolder: options.data, split, trainedOn });
  const { scores, unreadable } = await score(network, set);
  const films = judgeFilms(scores, card?.calibration ?? null);
  const thresholds = card && {
    sensitive: card.operatingPoints.sensitive.threshold,
    specific: card.operatingPoints.specific.threshold,
  };
  const left = unreadable.map(({ file, error }) => `Left out: ${file}: ${error.message}`);
  const stated = { ...set, statements: [...set.statements, ...left] };
  const evaluation = evaluateSet(stated, films, { resamples, seed, thresholds, temperature });
  printSet(evaluation);
  return { evaluation, films };
}

/** By the validation split of what trained the network; null when only sets of one's own are asked for. */
async function fitNetworkTemperature(
  network: EvaluatedNetwork,
  asked: readonly string[],
): Promise<number | null> {
  if (!asked.some((name) => namedSets.some((known) => known === name))) return null;
  const { trainedOn } = network;
  const set = await openEvaluationSet(trainedOn === 'kaggle' ? 'kaggle' : 'fracatlas', {
    dataFolder: options.data,
    split: 'validation',
    trainedOn,
  });
  const { scores } = await score(network, set);
  return fitTemperature(
    scores.map(({ logit }) => logit),
    scores.map(({ film }) => film.fractured),
  );
}

function score(network: EvaluatedNetwork, { name, films }: EvaluationSet): Promise<SetScores> {
  return scoreSet(network, films, {
    mirrored: options.mirrored,
    onProgress: (done, total) => {
      if (done % 100 === 0 || done === total) console.error(`${name}: ${done} of ${total} files`);
    },
  });
}

function titleOf({ name, version }: EvaluatedNetwork): string {
  return `Evaluation of ${name} ${version}`;
}

function describe({ sha256, input, card, trainedOn }: EvaluatedNetwork): readonly string[] {
  const training =
    trainedOn === 'kaggle'
      ? 'Trained on the published train split of the multi-region set.'
      : 'Trained on FracAtlas train, multi-region train by source group or both; its card or configuration says which.';
  return [
    `Network ${sha256.slice(0, 16)}, input ${input.rows} x ${input.columns}.`,
    training,
    card === null
      ? 'No card: the probability is the sigmoid of the raw logit.'
      : `Calibrated on the ${card.calibration.fittedOn} by Platt scaling.`,
    ...(card === null ? [] : describeCard(card)),
    ...(options.mirrored ? ['Mean of each film and its mirror image.'] : []),
    'Investigational. A film that is not flagged does not exclude a fracture.',
  ];
}

/** What the card records and this command does not measure again. */
function describeCard({ release, sameFilm, scopeDistance }: ModelCard): readonly string[] {
  const { images, flagged } = scopeDistance.test;
  return [
    `Release: ${release.verdict === 'threeWay' ? 'three-way verdict' : 'ranking only'}. ${release.reason}`,
    sameFilm.measured
      ? `Same film in other files: worst difference ${sameFilm.worstDifference.toFixed(4)} over ${sameFilm.films} films, ${sameFilm.labelChanges} with another label.`
      : `Same film in other files: ${sameFilm.reason}`,
    `Scope gate: ${flagged} of ${images} test films refused.`,
  ];
}

/** Probabilities that a reader meets. */
function anchors({ operatingPoints: { sensitive, specific } }: ModelCard): Readonly<Record<string, number>> {
  return {
    'sensitive threshold': sensitive.threshold,
    'specific threshold': specific.threshold,
    'one half': 0.5,
  };
}

/** Of the films that calibration was fitted on. */
function prevalenceOf({ data: { validation } }: ModelCard): number {
  return validation.fractured / validation.images;
}

function printSet(evaluation: SetEvaluation): void {
  console.log(`\n${evaluation.name}\n${'='.repeat(evaluation.name.length)}`);
  for (const line of [...evaluation.statements, `Intervals: ${evaluation.interval}.`]) console.log(line);
  tabulateSet(evaluation).forEach(print);
}

function print({ title, rows, note }: Table): void {
  console.log(`\n${title}`);
  for (const line of alignColumns(rows)) console.log(`  ${line}`);
  if (note !== null) console.log(`  ${note}`);
}

/** Without its own tables, as only one figure can be had from a scan. */
async function checkScan(csv: string): Promise<void> {
  const { card } = await readNetwork(options.model, options.data);
  if (card === null) throw new RangeError('A scan is compared with a card, and this network has none.');
  const { radiographs } = await readFracAtlas(options.data);
  const test = radiographs.filter((film) => film.split === 'test');
  const { films, missing } = joinScan(await readFile(csv, 'utf8'), test);
  if (missing.length > 0)
    throw new RangeError(
      `${missing.length} of ${test.length} test films have no probability, such as ${missing[0]}.`,
    );
  report([compare(`AUROC of ${films.length} test films`, card.metrics.test.auroc.value, auroc(films))]);
}

function report(comparisons: readonly Comparison[]): void {
  console.log('\nThe card beside these figures');
  for (const comparison of comparisons) console.log(formatComparison(comparison));
  if (!comparisons.every(({ agrees }) => agrees)) process.exitCode = 1;
}
