import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint, type Checkpoint, type EpochRecord } from './checkpoint.ts';
import type { Phase } from './configuration.ts';

export interface BestEpoch {
  /** The averaged weights. */
  readonly packed: Float32Array;
  /** The input size it was trained at. */
  readonly size: number;
  /** Every epoch of every phase so far. */
  readonly history: readonly EpochRecord[];
}

/** Of all phases that have begun, the epoch that ranks the validation split best. */
export async function readBestEpoch(run: string, phases: readonly Phase[]): Promise<BestEpoch> {
  const begun = phases.filter(({ name }) => existsSync(join(run, name, 'best.safetensors')));
  const read = (file: string): Promise<readonly Checkpoint[]> =>
    Promise.all(begun.map(({ name }) => readCheckpoint(join(run, name, file))));
  const [first, ...others] = await read('best.safetensors');
  if (first === undefined) throw new RangeError(`${run} holds no finished epoch.`);
  const best = others.reduce((left, right) => (aurocOf(right) > aurocOf(left) ? right : left), first);
  return {
    packed: best.state.vectors.average,
    size: best.history.at(-1)!.size,
    history: (await read('last.safetensors')).flatMap(({ history }) => history),
  };
}

function aurocOf({ history }: Checkpoint): number {
  return history.at(-1)!.validationAuroc;
}
