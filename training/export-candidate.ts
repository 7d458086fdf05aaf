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
import { readCheckpoint, type EpochRecord } from './fine-tuning/checkpoint.ts';
import { configuration, inputSpecOf, parameterSpecs } from './fine-tuning/configuration.ts';
import { measureParity } from './fine-tuning/parity.ts';
import { exportParameters, loadJudgedFilms } from './fine-tuning/validate.ts';
import { layOut } from './graph/parameters.ts';
import { resamples } from './metrics/split-metrics.ts';

const weightsFile = 'mobilenet-v2-1.0-224-imagenet.safetensors';
const onnxFile = 'fracture-classifier.onnx';

/** How far the exported logits may lie from those of the training graph. */
const parityTolerance = 1e-4;

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    run: { type: 'string', default: 'training/runs/fine-tune' },
    out: { type: 'string', default: 'training/runs/candidate' },
  },
});

exportCandidate().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Exports the best epoch of a fine-tuning with a card of its own; the shipped model is not touched. */
async function exportCandidate(): Promise<void> {
  const dataset = await readFracAtlas(options.data);
  const { history, state } = await readCheckpoint(join(options.run, 'best.safetensors'));
  const vector = layOut(parameterSpecs(configuration));
  const { size } = history.at(-1)!;
  const input = inputSpecOf(configuration, size);
  const onnx = exportParameters(vector, state.vectors.average, input, configuration.pooling);
  const some = dataset.radiographs
    .filter(({ split }) => split === 'validation')
    .slice(0, configuration.batchSize);
  const forward = { ...configuration, size, layout: 'blocked' } as const;
  const films = await loadJudgedFilms(some, input);
  const distance = await measureParity(
    { vector, packed: state.vectors.average, onnx, input },
    forward,
    films,
  );
  console.log(`Largest distance of exported from trained logits: ${distance.toExponential(1)}`);
  if (!(distance <= parityTolerance)) throw new RangeError(`The export strays by ${distance}.`);
  const { goals, seed } = configuration;
  const judgement = await judge(onnx, input, dataset, goals, { resamples, seed });
  const card = composeCard(
    {
      version: configuration.version,
      onnxFile,
      onnx,
      input,
      architecture: describeArchitecture(),
      limitations: trainingStatements.fineTuned.limitations,
      weightsSha256: sha256(await readFile(join(options.data, 'weights', weightsFile))),
      dataset,
      trials: history.map(describeTrial),
      command: 'npm run fine-tune',
      seed,
      codeSha256: await hashCode('.'),
      createdAt: new Date(),
    },
    judgement,
  );
  await mkdir(options.out, { recursive: true });
  await writeFile(join(options.out, onnxFile), onnx);
  await writeFile(join(options.out, modelCardFile), `${JSON.stringify(card, null, 2)}\n`);
  const { validation, test } = card.metrics;
  console.log(`AUROC: validation ${validation.auroc.value.toFixed(4)}, test ${test.auroc.value.toFixed(4)}`);
}

function describeArchitecture() {
  const { pooling, frozenConvolutions } = configuration;
  return {
    head: `linear map on stride32, log-sum-exp pooling of sharpness ${pooling.sharpness}`,
    trained: `head and all convolutions but the first ${frozenConvolutions}; batch-norm folded, boxes supervise the map`,
  };
}

function describeTrial({ epoch, size, validationAuroc }: EpochRecord) {
  return {
    configuration: `fine-tuned, epoch ${epoch} at ${size}x${size}, averaged weights`,
    validationAuroc,
  };
}
