import { seededRandom } from '#common/sampling/seeded-random';
import { sha256 } from '#node/inference/model-store';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packParameters, type ParameterVector } from '../graph/parameters.ts';
import type { ClassifierParameters } from '../models/encode-classifier.ts';
import { greyStem } from '../models/mobilenet-v2.ts';
import { initialFlattenHead, initialHead } from '../models/trainable-head.ts';
import { readSafetensors } from '../weights/safetensors.ts';
import type { TrainingConfiguration } from './configuration.ts';
import type { FrozenParameters } from './step-graph.ts';

/** The weights that a training begins with. */
export interface StartWeights {
  readonly parameters: Float32Array;
  /** What the vector does not hold: it keeps these values. */
  readonly frozen: FrozenParameters;
  /** Of the file that they were read from. */
  readonly sha256: string;
}

/** Below the data folder. */
export const imageNetFile = join('weights', 'mobilenet-v2-1.0-224-imagenet.safetensors');

/** The backbone that was trained on photographs, under a head that has learned nothing. */
export async function readImageNetStart(
  configuration: TrainingConfiguration,
  vector: ParameterVector,
  dataFolder: string,
): Promise<StartWeights> {
  const bytes = await readFile(join(dataFolder, imageNetFile));
  const backbone = greyStem(readSafetensors(bytes));
  const channels = backbone.get('l51.bias')?.values.length ?? 0;
  return startFrom(new Map([...backbone, ...drawHead(configuration, channels)]), vector, sha256(bytes));
}

/** Parts a network's parameters into those that the vector holds and the others. */
export function startFrom(
  parameters: ClassifierParameters,
  vector: ParameterVector,
  fileSha256: string,
): StartWeights {
  const held = new Set(vector.specs.map(({ name }) => name));
  return {
    parameters: packParameters(vector, parameters),
    frozen: new Map([...parameters].filter(([name]) => !held.has(name))),
    sha256: fileSha256,
  };
}

/** Pooled heads begin by saying the prevalence of the batches, whatever the film. */
function drawHead({ head, seed, strata, phases }: TrainingConfiguration, channels: number) {
  const random = seededRandom(seed);
  if (head.kind === 'flatten-512') return initialFlattenHead(channels, phases[0]!.stages[0]!.size, random);
  const countOf = (films: TrainingConfiguration['strata']) =>
    films.reduce((sum, { count }) => sum + count, 0);
  const prevalence = countOf(strata.filter(({ fractured }) => fractured)) / countOf(strata);
  return initialHead(channels, Math.log(prevalence / (1 - prevalence)), random);
}
