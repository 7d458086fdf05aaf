import { toErrorReport } from '#common/errors';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { createClassifier, type Classifier } from '#node/inference/classifier';
import { loadModel } from '#node/inference/model-store';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readFracAtlas, type Radiograph } from './dataset/fracatlas.ts';
import { compare, compareTest, formatComparison, type Comparison } from './evaluation/compare.ts';
import { joinScan } from './evaluation/join-scan.ts';
import type { GroupScored } from './metrics/bootstrap.ts';
import { auroc } from './metrics/ranking.ts';
import { resamples } from './metrics/split-metrics.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    model: { type: 'string', default: 'assets/models' },
    /** A table written by `osteon scan` over the test films, instead of running them anew. */
    csv: { type: 'string' },
  },
});

evaluate().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Measures the shipped model on the test split and exits with 1 when its card says otherwise. */
async function evaluate(): Promise<void> {
  const { radiographs } = await readFracAtlas(options.data);
  const test = radiographs.filter(({ split }) => split === 'test');
  const comparisons = options.csv === undefined ? await runTest(test) : await readScan(options.csv, test);
  for (const comparison of comparisons) console.log(formatComparison(comparison));
  if (!comparisons.every(({ agrees }) => agrees)) process.exitCode = 1;
}

async function runTest(test: readonly Radiograph[]): Promise<readonly Comparison[]> {
  const classifier = await createClassifier({ modelDirectory: options.model, provider: 'cpu' });
  const films: GroupScored[] = [];
  for (const { path, fractured, block } of test)
    films.push({ score: await classifyFile(classifier, path), positive: fractured, group: String(block) });
  await classifier.release();
  const { card } = classifier;
  return compareTest(card, films, { resamples, seed: card.provenance.seed });
}

async function classifyFile(classifier: Classifier, path: string): Promise<number> {
  const frame = await decodeFrame(await readFile(path), 0);
  const { prediction } = await classifier.classify(preprocess(frame, classifier.card.input));
  return prediction.probability;
}

async function readScan(csv: string, test: readonly Radiograph[]): Promise<readonly Comparison[]> {
  const { card } = await loadModel(options.model);
  const { films, missing } = joinScan(await readFile(csv, 'utf8'), test);
  if (missing.length > 0)
    throw new RangeError(
      `${missing.length} of ${test.length} test films have no probability, such as ${missing[0]}.`,
    );
  return [compare(`AUROC of ${films.length} test films`, card.metrics.test.auroc.value, auroc(films))];
}
