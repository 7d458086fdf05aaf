import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint, type EpochRecord } from './checkpoint.ts';
import type { Phase } from './configuration.ts';
import { judgedParameters } from './trainer.ts';

/** Weights that may be exported. */
export interface Contender {
  readonly name: string;
  readonly packed: Float32Array;
}

export interface Trained {
  /** The averaged weights of each phase's best epoch, and their mean where there are several phases. */
  readonly contenders: readonly Contender[];
  /** The input size that the last phase ended at. */
  readonly size: number;
  /** Every epoch of every phase so far. */
  readonly history: readonly EpochRecord[];
}

/** Reads the phases that have begun. @throws RangeError when none has finished an epoch. */
export async function readTrained(run: string, phases: readonly Phase[]): Promise<Trained> {
  const contenders: Contender[] = [];
  const history: EpochRecord[] = [];
  for (const { name } of phases.filter((phase) => existsSync(join(run, phase.name, 'best.safetensors')))) {
    const best = await readCheckpoint(join(run, name, 'best.safetensors'));
    contenders.push({ name: `best epoch of the ${name} phase`, packed: judgedParameters(best.state) });
    history.push(...(await readCheckpoint(join(run, name, 'last.safetensors'))).history);
  }
  const size = history.at(-1)?.size;
  if (size === undefined) throw new RangeError(`${run} holds no finished epoch.`);
  if (contenders.length > 1) contenders.push({ name: 'mean of the phases', packed: meanOf(contenders) });
  return { contenders, size, history };
}

/** Phases that start from each other lie in one basin, where the mean of weights often does better than each. */
function meanOf(contenders: readonly Contender[]): Float32Array {
  const first = contenders[0]!.packed;
  return first.map((_, i) => contenders.reduce((sum, { packed }) => sum + packed[i]!, 0) / contenders.length);
}
