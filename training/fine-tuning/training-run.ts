import { sha256 } from '#node/inference/model-store';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParameterVector } from '../graph/parameters.ts';
import { writeTrainingPage } from '../plot/training-page.ts';
import { BatchLoader } from './batch-loader.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint, type EpochRecord } from './checkpoint.ts';
import { hashPhase, type TrainingConfiguration } from './configuration.ts';
import { trainEpochs, type EpochDone, type Run, type StepsDone } from './epochs.ts';
import type { ReducedFilms } from './film-cache.ts';
import type { TrainingSets } from './sources.ts';
import type { StartWeights } from './start-weights.ts';
import { initialState, judgedParameters } from './trainer.ts';

/** All that a training is given. */
export interface TrainingJob {
  readonly configuration: TrainingConfiguration;
  readonly vector: ParameterVector;
  readonly sets: TrainingSets;
  readonly films: ReducedFilms;
  readonly start: StartWeights;
  /** Gets a folder for each phase, with `last.safetensors` and, by validation AUROC, `best.safetensors`. */
  readonly folder: string;
  /** Whether to go on from the checkpoints in the folder. */
  readonly resume: boolean;
  /** The same number gives the same bytes; another rounds otherwise. */
  readonly threads: number;
  onSteps(phase: string, steps: StepsDone): void;
  onEpoch(phase: string, epoch: EpochDone): void;
}

/** Trains every phase, each from the best weights of the one before. */
export async function runTraining(job: TrainingJob): Promise<void> {
  const { configuration, sets, start } = job;
  const loader = new BatchLoader(job.films, Math.ceil(job.threads / 2));
  const earlier: EpochRecord[] = [];
  let { parameters } = start;
  let origin = sha256(JSON.stringify([...sets.labelsSha256, start.sha256]));
  try {
    for (const [phase, { name }] of configuration.phases.entries()) {
      const folder = join(job.folder, name);
      origin = hashPhase(configuration, phase, origin);
      const { epochFilms, validation } = sets;
      const run: Run = { ...job, frozen: start.frozen, phase, loader, epochFilms, validation };
      const state = initialState(parameters, configuration);
      const from = await startOf(folder, { configurationSha256: origin, history: [], state }, job.resume);
      const keeper = new Keeper(job.folder, folder, earlier);
      for await (const done of trainEpochs(run, from)) {
        await keeper.keep(done);
        if (done.kind === 'steps') job.onSteps(name, done);
        else job.onEpoch(name, done);
      }
      earlier.push(...(await readCheckpoint(join(folder, 'last.safetensors'))).history);
      parameters = judgedParameters((await readCheckpoint(join(folder, 'best.safetensors'))).state);
    }
  } finally {
    await loader.close();
  }
}

/**
 * @throws RangeError when the phase was begun and is not to be resumed, or was begun with another configuration,
 * data set or pretrained network.
 */
async function startOf(folder: string, fresh: Checkpoint, resume: boolean): Promise<Checkpoint> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'last.safetensors');
  if (!existsSync(path)) return fresh;
  if (!resume) throw new RangeError(`${path} exists: --resume goes on from it, --run trains elsewhere.`);
  const checkpoint = await readCheckpoint(path);
  if (checkpoint.configurationSha256 !== fresh.configurationSha256)
    throw new RangeError(`${path} is of another configuration, data set or pretrained network.`);
  return checkpoint;
}

/** Within an epoch; so much of a training is lost at most when it is killed. */
const checkpointMinutes = 2;

/** Writes checkpoints, the history and the plot of one phase. */
class Keeper {
  readonly #runFolder: string;
  readonly #folder: string;
  readonly #earlier: readonly EpochRecord[];
  #kept = performance.now();

  constructor(runFolder: string, folder: string, earlier: readonly EpochRecord[]) {
    this.#runFolder = runFolder;
    this.#folder = folder;
    this.#earlier = [...earlier];
  }

  async keep(done: StepsDone | EpochDone): Promise<void> {
    const { checkpoint } = done;
    const due = performance.now() - this.#kept >= 60_000 * checkpointMinutes;
    if (done.kind === 'epoch' || due) {
      // The best first: a kill between the two is then made good by the epoch's repetition.
      if (done.kind === 'epoch' && done.best) await this.#write('best', checkpoint);
      await this.#write('last', checkpoint);
      this.#kept = performance.now();
    }
    if (done.kind === 'epoch') {
      const history = JSON.stringify(checkpoint.history, null, 2);
      await writeFile(join(this.#folder, 'history.json'), history);
    }
    const history = [...this.#earlier, ...checkpoint.history];
    await writeTrainingPage(this.#runFolder, history, checkpoint.epochSoFar?.losses ?? []);
  }

  #write(name: string, checkpoint: Checkpoint): Promise<void> {
    return writeCheckpoint(join(this.#folder, `${name}.safetensors`), checkpoint);
  }
}
