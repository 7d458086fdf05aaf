import { toErrorReport } from '#common/errors';
import type { InputSpec } from '#common/imaging/input-spec';
import { modelCardFile, sha256 } from '#node/inference/model-store';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeCard } from './card/compose-card.ts';
import { hashCode } from './card/code-version.ts';
import { judge } from './card/judge.ts';
import { trainingStatements } from './card/statements.ts';
import { shipped as configuration } from './configurations/shipped.ts';
import { readFracAtlas, type Radiograph } from './dataset/fracatlas.ts';
import { readTrained, type Contender } from './fine-tuning/best-epoch.ts';
import type { EpochRecord } from './fine-tuning/checkpoint.ts';
import { forwardOptionsOf, inputSpecOf, parameterSpecs } from './fine-tuning/configuration.ts';
import { measureParity, type ExportedParameters } from './fine-tuning/parity.ts';
import { exportParameters, loadJudgedFilms, validate } from './fine-tuning/validate.ts';
import { layOut } from './graph/parameters.ts';
import { resamples } from './metrics/split-metrics.ts';

const weightsFile = 'mobilenet-v2-1.0-224-imagenet.safetensors';
const onnxFile = 'fracture-classifier.onnx';

/** How far the exported logits may lie from those of the training graph. */
const parityTolerance = 1e-4;

const vector = layOut(parameterSpecs(configuration));

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    run: { type: 'string', default: 'training/runs/shipped' },
    /** Input sizes to choose from by validation AUROC; the one it was trained at when left out. */
    sizes: { type: 'string', default: '' },
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
  const { contenders, size, history } = await readTrained(options.run, configuration.phases);
  const validation = dataset.radiographs.filter(({ split }) => split === 'validation');
  const sizes = options.sizes === '' ? [size] : options.sizes.split(',').map(Number);
  const tried = await tryContenders(contenders, validation, sizes);
  const { input, onnx, packed } = tried.reduce((left, right) =>
    right.validationAuroc > left.validationAuroc ? right : left,
  );
  await requireParity({ vector, packed, onnx, input }, validation);
  const { goals, seed, version } = configuration;
  const judgement = await judge(onnx, input, dataset, goals, { resamples, seed });
  const card = composeCard(
    {
      version,
      onnxFile,
      onnx,
      input,
      architecture: describeArchitecture(),
      limitations: trainingStatements.fineTuned.limitations,
      weightsSha256: sha256(await readFile(join(options.data, 'weights', weightsFile))),
      dataset,
      trials: [...history.map(describeEpoch), ...tried.map(describeTried)],
      command: `npm run train && npm run export -- --sizes ${sizes.join(',')}`,
      seed,
      codeSha256: await hashCode('.'),
      createdAt: new Date(),
    },
    judgement,
  );
  await mkdir(options.out, { recursive: true });
  await writeFile(join(options.out, onnxFile), onnx);
  await writeFile(join(options.out, modelCardFile), `${JSON.stringify(card, null, 2)}\n`);
  const { validation: val, test } = card.metrics;
  console.log(`AUROC: validation ${val.auroc.value.toFixed(4)}, test ${test.auroc.value.toFixed(4)}`);
}

interface Tried extends Contender {
  readonly input: InputSpec;
  readonly onnx: Uint8Array;
  readonly validationAuroc: number;
}

/** A network trained on films resized at random may rank best at another input size than it was trained at. */
async function tryContenders(
  contenders: readonly Contender[],
  validation: readonly Radiograph[],
  sizes: readonly number[],
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const size of sizes) {
    const input = inputSpecOf(configuration, size);
    const films = await loadJudgedFilms(validation, input);
    for (const contender of contenders) {
      const onnx = exportParameters(vector, contender.packed, input, configuration);
      const judged = { ...contender, input, onnx, validationAuroc: await validate(onnx, films, input) };
      tried.push(judged);
      console.log(
        `Validation AUROC ${judged.validationAuroc.toFixed(4)}: ${describeTried(judged).configuration}`,
      );
    }
  }
  return tried;
}

/** @throws RangeError when the export does not compute what was trained. */
async function requireParity(exported: ExportedParameters, validation: readonly Radiograph[]): Promise<void> {
  const { input } = exported;
  const forward = forwardOptionsOf(configuration, input.rows);
  const films = await loadJudgedFilms(validation.slice(0, configuration.batchSize), input);
  const distance = await measureParity(exported, forward, films);
  console.log(`Largest distance of exported from trained logits: ${distance.toExponential(1)}`);
  if (!(distance <= parityTolerance)) throw new RangeError(`The export strays by ${distance}.`);
}

function describeArchitecture() {
  const { head, learningRates } = configuration;
  const sharpness =
    head.kind === 'pool-linear' && head.pooling.method === 'logSumExp' ? head.pooling.sharpness : 0;
  const pooled = sharpness > 0 ? `log-sum-exp pooling of sharpness ${sharpness}` : 'mean';
  return {
    head: `linear map on stride32, ${pooled}`,
    trained: `head and all convolutions but the first ${learningRates.frozenConvolutions}; batch-norm folded, boxes supervise the map`,
  };
}

function describeEpoch({ epoch, size, validationAuroc }: EpochRecord) {
  return {
    configuration: `fine-tuned, epoch ${epoch} at ${size}x${size}, averaged weights`,
    validationAuroc,
  };
}

function describeTried({ name, input: { rows, columns }, validationAuroc }: Tried) {
  return { configuration: `fine-tuned, ${name}, judged at ${rows}x${columns}`, validationAuroc };
}
