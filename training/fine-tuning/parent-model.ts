import type { ModelCard } from '#common/model/model-card';
import { loadModel } from '#node/inference/model-store';
import type { ClassifierParameters } from '../models/encode-classifier.ts';
import type { HeadConfiguration } from '../models/head.ts';
import { headNames } from '../models/trainable-head.ts';
import { readInitializers } from '../onnx/initializers.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import type { TrainingConfiguration } from './configuration.ts';

/** A finished model that another training goes on from. */
export interface ParentModel {
  readonly card: ModelCard;
  readonly parameters: ClassifierParameters;
  readonly head: HeadConfiguration;
}

/** What the exported head calls its constants. */
const exportedNames = {
  weight: 'head.stride32.weight',
  bias: 'head.bias',
  sharpness: 'head.sharpness',
} as const;

/**
 * Reads the model of a folder back into parameters.
 *
 * @throws AppError when the folder holds no model that the product would run.
 * @throws RangeError when its head is not a `pool-linear` one in 32-bit floats.
 */
export async function readParentModel(folder: string): Promise<ParentModel> {
  const { card, onnx } = await loadModel(folder);
  const stored = readInitializers(onnx);
  const take = (name: string): StoredTensor => {
    const tensor = stored.get(name);
    if (tensor === undefined) throw new RangeError(`${card.onnx.file} holds no ${name} to go on from.`);
    return tensor;
  };
  const backbone = [...stored].filter(([name]) => /^l\d+\.(weight|bias)$/.test(name));
  const sharpness = stored.get(exportedNames.sharpness)?.values[0];
  return {
    card,
    parameters: new Map([
      ...backbone,
      [headNames.weight, take(exportedNames.weight)],
      [headNames.bias, take(exportedNames.bias)],
    ]),
    head: {
      kind: 'pool-linear',
      pooling: sharpness === undefined ? { method: 'mean' } : { method: 'logSumExp', sharpness },
    },
  };
}

/** The same training at the parent's input, with its head and version: what was learned fits nothing else. */
export function continueFrom(
  configuration: TrainingConfiguration,
  { card: { version, input, architecture }, head }: ParentModel,
): TrainingConfiguration {
  return {
    ...configuration,
    version: `${version}+${configuration.version}`,
    widthMultiplier: architecture.widthMultiplier,
    head,
    windowPercentiles: [input.lowerPercentile, input.upperPercentile],
    phases: configuration.phases.map((phase) => ({
      ...phase,
      stages: phase.stages.map((stage) => ({ ...stage, size: input.rows })),
    })),
  };
}
