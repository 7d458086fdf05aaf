import type { InputSpec } from '#common/imaging/input-spec';
import type { ModelCard } from '#common/model/model-card';
import { loadModel, sha256 } from '#node/inference/model-store';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readTrained } from '../fine-tuning/best-epoch.ts';
import { inputSpecOf, parameterSpecs, type TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { readImageNetStart } from '../fine-tuning/start-weights.ts';
import { exportParameters } from '../fine-tuning/validate.ts';
import { layOut } from '../graph/parameters.ts';
import { networkInterface } from '../models/fracture-classifier.ts';

/** The films that trained a network, to say which test films it knows. */
export type TrainedOn = 'kaggle' | 'fracatlas-and-multi-region';

/** A network that can be run over labelled films. */
export interface EvaluatedNetwork {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly onnx: Uint8Array;
  readonly input: InputSpec;
  /** Names of its input and of the output whose logit is above 0 where it holds the film for fractured. */
  readonly pixels: string;
  readonly logit: string;
  readonly trainedOn: TrainedOn;
  /** With calibration, operating points and a class activation map; null for a network that was not exported. */
  readonly card: ModelCard | null;
}

/** Written by `npm run train` into its run. */
const configurationFile = 'configuration.json';

/**
 * Reads the model of a folder with a card, or the best weights of a training's run. The latter is how a network
 * that can never ship is judged, such as that of the published protocol: it has no map, no calibration and no
 * operating points.
 *
 * @param dataFolder holds the pretrained weights, which a run with a frozen backbone does not repeat.
 * @throws AppError `model-not-found`, `model-card-invalid` or `model-mismatch`; RangeError for an unfinished run or
 *   one that went on from another model.
 */
export async function readNetwork(folder: string, dataFolder: string): Promise<EvaluatedNetwork> {
  if (existsSync(join(folder, configurationFile))) return readRun(folder, dataFolder);
  const { card, onnx } = await loadModel(folder);
  const { name, version, input } = card;
  const { inputs, outputs, sha256 } = card.onnx;
  const trainedOn = 'fracatlas-and-multi-region';
  return { name, version, sha256, onnx, input, pixels: inputs.pixels, logit: outputs.logit, trainedOn, card };
}

async function readRun(run: string, dataFolder: string): Promise<EvaluatedNetwork> {
  const text = await readFile(join(run, configurationFile), 'utf8');
  const configuration = JSON.parse(text) as TrainingConfiguration;
  const kinds = configuration.sources.map(({ kind }) => kind);
  if (kinds.includes('own'))
    throw new RangeError(`${run} went on from another model: export it first, and evaluate the export.`);
  const { contenders, size } = await readTrained(run, configuration.phases);
  const vector = layOut(parameterSpecs(configuration));
  const { frozen } = await readImageNetStart(configuration, vector, dataFolder);
  const { name, packed } = contenders.at(-1)!;
  const input = inputSpecOf(configuration, size);
  const onnx = exportParameters(vector, packed, input, configuration, frozen);
  return {
    name: basename(resolve(run)),
    version: `${configuration.version}, ${name}`,
    sha256: sha256(onnx),
    onnx,
    input,
    pixels: networkInterface.inputs.pixels,
    logit: networkInterface.outputs.logit,
    trainedOn: kinds.includes('kaggle') ? 'kaggle' : 'fracatlas-and-multi-region',
    card: null,
  };
}
