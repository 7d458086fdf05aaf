import { readFile, rename, writeFile } from 'node:fs/promises';
import { readSafetensors } from '../weights/safetensors.ts';
import { readSafetensorsMetadata, writeSafetensors } from '../weights/write-safetensors.ts';
import { stateNames } from './step-graph.ts';
import type { TrainingState } from './trainer.ts';

/** One line of the training's history. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  readonly size: number;
  readonly meanLoss: number;
  readonly validationAuroc: number;
  readonly minutes: number;
}

export interface Checkpoint {
  /** Of the configuration and the data; a resumed training must have the same. */
  readonly configurationSha256: string;
  readonly history: readonly EpochRecord[];
  readonly state: TrainingState;
}

/** Written beside and then renamed: a full disk or a kill leaves the last checkpoint whole. */
export async function writeCheckpoint(
  path: string,
  { configurationSha256, history, state }: Checkpoint,
): Promise<void> {
  const tensors = stateNames.map((name) => {
    const values = state.vectors[name];
    return [name, { shape: [values.length], values }] as const;
  });
  const metadata = { configurationSha256, step: `${state.step}`, history: JSON.stringify(history) };
  await writeFile(`${path}.part`, writeSafetensors(new Map(tensors), metadata));
  await rename(`${path}.part`, path);
}

/** @throws RangeError when the file lacks a vector. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const bytes = await readFile(path);
  const tensors = readSafetensors(bytes);
  const { configurationSha256 = '', step, history = '[]' } = readSafetensorsMetadata(bytes);
  const vectors = stateNames.map((name) => {
    const values = tensors.get(name)?.values;
    if (values === undefined) throw new RangeError(`${path} lacks ${name}.`);
    return [name, values];
  });
  return {
    configurationSha256,
    history: JSON.parse(history) as readonly EpochRecord[],
    state: { step: Number(step), vectors: Object.fromEntries(vectors) as TrainingState['vectors'] },
  };
}
