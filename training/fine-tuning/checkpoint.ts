import { AppError } from '#common/errors';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readSafetensors } from '../weights/safetensors.ts';
import { readSafetensorsMetadata, writeSafetensors } from '../weights/write-safetensors.ts';
import { stateNames, type StateName } from './step-graph.ts';
import type { TrainingState } from './trainer.ts';

/** One line of the training's history. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  readonly size: number;
  readonly meanLoss: number;
  readonly validationAuroc: number;
  readonly minutes: number;
  /** Mean of every `lossStride` steps, for the plot; runs begun before version 0.3.0 have none. */
  readonly losses?: readonly number[];
}

/** What an epoch that is not finished has gathered. */
export interface EpochSoFar {
  readonly lossSum: number;
  readonly minutes: number;
  readonly losses: readonly number[];
}

export interface Checkpoint {
  /** Of the configuration and the data; a resumed training must have the same. */
  readonly configurationSha256: string;
  readonly history: readonly EpochRecord[];
  readonly state: TrainingState;
  /** Absent between epochs. */
  readonly epochSoFar?: EpochSoFar;
}

/**
 * Written beside and then renamed: a full disk or a kill leaves the last checkpoint whole.
 *
 * @throws AppError `output-unwritable`.
 */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const { configurationSha256, history, state, epochSoFar } = checkpoint;
  const tensors = Object.entries(state.vectors).map(
    ([name, values]) => [name, { shape: [values.length], values }] as const,
  );
  const metadata = {
    configurationSha256,
    step: `${state.step}`,
    history: JSON.stringify(history),
    ...(epochSoFar === undefined ? {} : { epochSoFar: JSON.stringify(epochSoFar) }),
  };
  const part = `${path}.part`;
  try {
    await writeFile(part, writeSafetensors(new Map(tensors), metadata), { flush: true });
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw unwritable(state.step, cause);
  }
}

function unwritable(step: number, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const reason = code === 'ENOSPC' || code === 'EFBIG' ? 'the disk is full' : String(cause);
  return new AppError(
    'output-unwritable',
    `Step ${step} could not be kept: ${reason}. The checkpoint before it is whole; --resume goes on from there.`,
    { cause },
  );
}

/** @throws RangeError when the file lacks the parameters. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const bytes = await readFile(path);
  const tensors = readSafetensors(bytes);
  const metadata = readSafetensorsMetadata(bytes);
  const { configurationSha256 = '', step, history = '[]', epochSoFar } = metadata;
  const parameters = tensors.get('parameters')?.values;
  if (parameters === undefined) throw new RangeError(`${path} lacks parameters.`);
  const vectors: Partial<Record<StateName, Float32Array>> = {};
  for (const name of stateNames) {
    const values = tensors.get(name)?.values;
    if (values !== undefined) vectors[name] = values;
  }
  return {
    configurationSha256,
    history: JSON.parse(history) as readonly EpochRecord[],
    state: { step: Number(step), vectors: { ...vectors, parameters } },
    ...(epochSoFar === undefined ? {} : { epochSoFar: JSON.parse(epochSoFar) as EpochSoFar }),
  };
}
