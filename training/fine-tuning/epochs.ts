import type { LabelledFilm } from '../dataset/labelled-film.ts';
import type { ParameterVector } from '../graph/parameters.ts';
import type { BatchLoader } from './batch-loader.ts';
import type { Checkpoint, EpochRecord, EpochSoFar } from './checkpoint.ts';
import { batchSpecOf, inputSpecOf, stepOptionsOf, type TrainingConfiguration } from './configuration.ts';
import { stageOfStep, totalSteps, type ScheduleOptions, type Stage } from './schedule.ts';
import type { FrozenParameters } from './step-graph.ts';
import { judgedParameters, Trainer, type TrainingState } from './trainer.ts';
import { exportParameters, loadJudgedFilms, validate, type JudgedFilm } from './validate.ts';
import { WorkClock, type StridePace } from './work-clock.ts';

/** What a training needs beside the state it starts from. */
export interface Run {
  readonly vector: ParameterVector;
  /** What the vector does not hold. */
  readonly frozen: FrozenParameters;
  readonly configuration: TrainingConfiguration;
  /** Counted from 0; every phase draws films and augmentations of its own. */
  readonly phase: number;
  readonly loader: Pick<BatchLoader, 'load'>;
  /** Films that one epoch draws. */
  readonly epochFilms: number;
  readonly validation: readonly Pick<LabelledFilm, 'path' | 'fractured'>[];
  readonly threads: number;
}

/** Some steps within an epoch. */
export interface StepsDone {
  readonly kind: 'steps';
  readonly checkpoint: Checkpoint;
  readonly pace: Pace;
}

export interface EpochDone {
  readonly kind: 'epoch';
  readonly checkpoint: Checkpoint;
  readonly record: EpochRecord;
  /** Whether no epoch before ranked the validation split better. */
  readonly best: boolean;
  readonly minutesLeft: number;
}

/** Where the training stands, and how fast it got there since the last report. */
export interface Pace extends StridePace {
  /** Counted over the whole schedule. */
  readonly step: number;
  readonly totalSteps: number;
  readonly size: number;
  /** Over the epoch so far. */
  readonly meanLoss: number;
  /** Of the last step, before clipping. */
  readonly gradientNorm: number;
  readonly minutesLeft: number;
}

/** Steps between two reports; the plot shows the mean loss of as many. */
export const lossStride = 20;

/**
 * Trains from a checkpoint, in the middle of an epoch or not, to the end of the schedule; gives a checkpoint
 * every `lossStride` steps within an epoch and after every epoch.
 */
export async function* trainEpochs(run: Run, start: Checkpoint): AsyncGenerator<StepsDone | EpochDone> {
  const schedule = scheduleOf(run);
  const clock = new WorkClock(schedule, run.configuration.batchSize, start.state.step);
  const { configurationSha256 } = start;
  let { state, history, epochSoFar } = start;
  let sized: Sized | undefined;
  try {
    while (state.step < totalSteps(schedule)) {
      const stage = stageOfStep(schedule, state.step);
      if (sized?.size !== stage.size) {
        await sized?.trainer.close();
        sized = await openSize(run, schedule, stage.size);
      }
      for await (const steps of trainEpoch(
        run,
        sized.trainer,
        { schedule, stage, clock },
        state,
        epochSoFar,
      )) {
        ({ state, epochSoFar } = steps);
        // A checkpoint of an epoch that is trained but not judged would have to be told from the next one's.
        if (state.step % schedule.stepsPerEpoch === 0) break;
        const checkpoint = { configurationSha256, history, state, epochSoFar };
        yield { kind: 'steps', checkpoint, pace: steps.pace };
      }
      const record = await judgeEpoch(run, state, epochSoFar!, sized, schedule.stepsPerEpoch);
      const best = history.every(({ validationAuroc }) => validationAuroc < record.validationAuroc);
      history = [...history, record];
      epochSoFar = undefined;
      const minutesLeft = clock.minutesLeft(state.step);
      yield { kind: 'epoch', checkpoint: { configurationSha256, history, state }, record, best, minutesLeft };
    }
  } finally {
    await sized?.trainer.close();
  }
}

/** What one input size needs. */
interface Sized {
  readonly size: number;
  readonly trainer: Trainer;
  readonly judged: readonly JudgedFilm[];
}

async function openSize(run: Run, schedule: ScheduleOptions, size: number): Promise<Sized> {
  const { vector, frozen, configuration, validation, threads } = run;
  const judged = await loadJudgedFilms(validation, inputSpecOf(configuration, size));
  const step = stepOptionsOf(configuration, size);
  const { seed } = configuration;
  const trainer = await Trainer.open(vector, { step, schedule, seed, frozen }, threads);
  return { size, trainer, judged };
}

function scheduleOf({ configuration, phase, epochFilms }: Run): ScheduleOptions {
  const { batchSize, warmUpSteps } = configuration;
  const { stages, learningRate } = configuration.phases[phase]!;
  const stepsPerEpoch = Math.floor(epochFilms / batchSize);
  if (stepsPerEpoch === 0)
    throw new RangeError(`${epochFilms} films to train on do not fill a batch of ${batchSize}.`);
  return { stages, learningRate, warmUpSteps, stepsPerEpoch };
}

interface EpochSetting {
  readonly schedule: ScheduleOptions;
  readonly stage: Stage;
  readonly clock: WorkClock;
}

interface StepsOfEpoch {
  readonly state: TrainingState;
  readonly epochSoFar: EpochSoFar;
  readonly pace: Pace;
}

/** The rest of the epoch that the state is in, `lossStride` steps at a time; the last may be fewer. */
async function* trainEpoch(
  { loader, configuration, phase }: Run,
  trainer: Trainer,
  { schedule, stage, clock }: EpochSetting,
  start: TrainingState,
  before: EpochSoFar = { lossSum: 0, minutes: 0, losses: [] },
): AsyncGenerator<StepsOfEpoch> {
  const { stepsPerEpoch } = schedule;
  const spec = batchSpecOf(configuration, phase, stage);
  const first = start.step - (start.step % stepsPerEpoch);
  const requests = Array.from({ length: first + stepsPerEpoch - start.step }, (_, i) => ({
    spec,
    index: start.step + i,
  }));
  const begun = performance.now() - 60_000 * before.minutes;
  let { lossSum, losses } = before;
  let state = start;
  let spare: TrainingState | undefined;
  let stride: readonly number[] = [];
  clock.startStride();
  for await (const batch of loader.load(requests)) {
    clock.receiveBatch();
    const outcome = await trainer.train(state, batch, spare);
    // The first belongs to whoever called.
    spare = state === start ? undefined : state;
    ({ state } = outcome);
    lossSum += outcome.loss;
    stride = [...stride, outcome.loss];
    clock.finishStep();
    const done = state.step - first;
    if (done % lossStride !== 0 && done < stepsPerEpoch) continue;
    losses = [...losses, stride.reduce((sum, loss) => sum + loss, 0) / stride.length];
    stride = [];
    const epochSoFar = { lossSum, minutes: (performance.now() - begun) / 60_000, losses };
    const pace = {
      ...clock.measureStride(),
      step: state.step,
      totalSteps: totalSteps(schedule),
      size: stage.size,
      meanLoss: lossSum / done,
      gradientNorm: outcome.gradientNorm,
      minutesLeft: clock.minutesLeft(state.step),
    };
    yield { state, epochSoFar, pace };
  }
}

/** Judges the averaged weights, as the product would run them. */
async function judgeEpoch(
  { vector, frozen, configuration }: Run,
  state: TrainingState,
  { lossSum, minutes, losses }: EpochSoFar,
  { size, judged }: Sized,
  stepsPerEpoch: number,
): Promise<EpochRecord> {
  const begun = performance.now();
  const input = inputSpecOf(configuration, size);
  const onnx = exportParameters(vector, judgedParameters(state), input, configuration, frozen);
  const validationAuroc = await validate(onnx, judged, input);
  return {
    epoch: state.step / stepsPerEpoch,
    size,
    meanLoss: lossSum / stepsPerEpoch,
    validationAuroc,
    minutes: minutes + (performance.now() - begun) / 60_000,
    losses,
  };
}
