import { toErrorReport } from '#common/errors';
import { modelCardFile, sha256 } from '#node/inference/model-store';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeCard } from './card/compose-card.ts';
import { hashCode } from './card/code-version.ts';
import { judge } from './card/judge.ts';
import { trainingStatements } from './card/statements.ts';
import { readFracAtlas } from './dataset/fracatlas.ts';
import type { View } from './features/extract-features.ts';
import { createFeatureStore } from './features/feature-store.ts';
import { resamples } from './metrics/split-metrics.ts';
import { encodeFractureClassifier } from './models/fracture-classifier.ts';
import { inputSpecOf, search, type Trial } from './search.ts';
import { readSafetensors } from './weights/safetensors.ts';

const hyperparameters = {
  version: '0.1.0',
  /** Of the bootstrap; nothing else is drawn by chance. */
  seed: 1337,
  space: {
    sizes: [224, 320, 384, 448],
    windows: [
      [0.005, 0.995],
      [0.01, 0.99],
    ],
    mirrored: [false, true],
    heads: {
      levels: [['stride32'], ['stride32', 'stride16']],
      l2: [1, 0.3, 0.1, 0.03, 0.01],
      classWeights: ['none', 'balanced'],
    },
  },
  goals: { sensitivity: 0.9, specificity: 0.9 },
} as const;

const weightsFile = 'mobilenet-v2-1.0-224-imagenet.safetensors';
const onnxFile = 'fracture-classifier.onnx';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: 'assets/models' },
    cache: { type: 'string', default: 'training/runs/features' },
  },
});

train().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Searches, exports the best head and writes the network with its card. */
async function train(): Promise<void> {
  const { version, seed, space, goals } = hyperparameters;
  const dataset = await readFracAtlas(options.data);
  const weightsBytes = await readFile(join(options.data, 'weights', weightsFile));
  const weights = readSafetensors(weightsBytes);
  const weightsSha256 = sha256(weightsBytes);
  const store = createFeatureStore({
    weights,
    weightsSha256,
    folder: options.cache,
    onProgress: showProgress,
  });
  const { best, trials } = await search(dataset, store, space, showTrial);
  const input = inputSpecOf(best.view);
  const onnx = encodeFractureClassifier(weights, best.head, input);
  const judgement = await judge(onnx, input, dataset, goals, { resamples, seed });
  const codeSha256 = await hashCode('.');
  const provenance = { command: 'npm run train', seed, codeSha256, createdAt: creationTime() };
  const { trained, limitations } = trainingStatements.frozen;
  const architecture = {
    head: `linear map on ${best.levels.join(' and ')}, global average pooling`,
    trained,
  };
  const card = composeCard(
    {
      version,
      onnxFile,
      onnx,
      input,
      architecture,
      limitations,
      weightsSha256,
      dataset,
      trials: [...trials],
      ...provenance,
    },
    judgement,
  );
  await mkdir(options.out, { recursive: true });
  await writeFile(join(options.out, onnxFile), onnx);
  await writeFile(join(options.out, modelCardFile), `${JSON.stringify(card, null, 2)}\n`);
  const { validation, test } = card.metrics;
  console.log(`Chosen: ${best.configuration}`);
  console.log(`AUROC: validation ${validation.auroc.value.toFixed(4)}, test ${test.auroc.value.toFixed(4)}`);
}

/** SOURCE_DATE_EPOCH, in seconds, lets two runs write the same bytes (reproducible-builds.org). */
function creationTime(): Date {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  return epoch === undefined ? new Date() : new Date(1000 * Number(epoch));
}

function showTrial({ configuration, validationAuroc }: Trial): void {
  console.error(`${validationAuroc.toFixed(4)}  ${configuration}`);
}

function showProgress({ input, flipped }: View, done: number, total: number): void {
  if (done % 500 === 0 || done === total)
    console.error(`${input.rows}x${input.columns}${flipped ? ' mirrored' : ''}: ${done} of ${total} films`);
}
