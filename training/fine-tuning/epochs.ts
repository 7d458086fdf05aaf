import type { Radiograph } from '../dataset/fracatlas.ts';
import { nativeLayout } from '../graph/native-layout.ts';
import type { ParameterVector } from '../graph/parameters.ts';
import type { BatchLoader } from './batch-loader.ts';
import type { BatchSpec } from './batch.ts';
import type { Checkpoint, EpochRecord } from './checkpoint.ts';
import { inputSpecOf, type Configuration } from './configuration.ts';
import { stageOfStep, totalSteps, type ScheduleOptions, type Stage } from './schedule.ts';
import type { StepOptions } from './step-graph.ts';
import { Trainer, type TrainingState } from './trainer.ts';
import { exportParameters, loadJudgedFilms, validate, type JudgedFilm } from './validate.ts';

/** What a training needs beside the state it starts from. */
export interface Run {
  readonly vector: ParameterVector;
  readonly configuration: Configuration;
  /** Counted from 0; every phase draws films and augmentations of its own. */
  readonly phase: number;
  readonly loader: BatchLoader;
  readonly trainFilms: number;
  readonly validation: readonly Radiograph[];
  readonly threads: number;
  onProgress(line: string): void;
}

export interface EpochDone {
  readonly checkpoint: Checkpoint;
  /** Whether no epoch before ranked the validation split better. */
  readonly best: boolean;
}

/** Trains from a checkpoint to the end of the schedule and gives a checkpoint after every epoch. */
export async function* trainEpochs(run: Run, start: Checkpoint): AsyncGenerator<EpochDone> {
  const schedule = scheduleOf(run);
  const { stepsPerEpoch } = schedule;
  const finish = totalSteps(schedule);
  const begun = performance.now();
  let { state, history } = start;
  const startStep = state.step;
  let judged: Judged | undefined;
  let trainer: SizedTrainer | undefined;
  while (state.step < finish) {
    const epochBegun = performance.now();
    const stage = stageOfStep(schedule, state.step);
    const { size } = stage;
    if (trainer?.size !== size) {
      await trainer?.trainer.close();
      trainer = { size, trainer: await openTrainer(run, schedule, size) };
    }
    const epoch = await trainEpoch(run, trainer.trainer, stage, state, stepsPerEpoch);
    ({ state } = epoch);
    if (judged?.size !== size) judged = await loadValidation(run, size);
    const record: EpochRecord = {
      epoch: state.step / stepsPerEpoch,
      size,
      meanLoss: epoch.meanLoss,
      validationAuroc: await validateAverage(run, state, judged),
      minutes: (performance.now() - epochBegun) / 60_000,
    };
    const best = history.every(({ validationAuroc }) => validationAuroc < record.validationAuroc);
    history = [...history, record];
    const left = ((performance.now() - begun) / (state.step - startStep)) * (finish - state.step);
    run.onProgress(`${describeEpoch(record)}, ${(left / 60_000).toFixed(0)} min left at this pace`);
    yield { checkpoint: { configurationSha256: start.configurationSha256, history, state }, best };
  }
  await trainer?.trainer.close();
}

interface SizedTrainer {
  readonly size: number;
  readonly trainer: Trainer;
}

interface Judged {
  readonly size: number;
  readonly films: readonly JudgedFilm[];
}

function scheduleOf({ configuration, phase, trainFilms }: Run): ScheduleOptions {
  const { batchSize, warmUpSteps } = configuration;
  const { stages, learningRate } = configuration.phases[phase]!;
  return { stages, learningRate, warmUpSteps, stepsPerEpoch: Math.floor(trainFilms / batchSize) };
}

async function trainEpoch(
  { loader, configuration, phase, onProgress }: Run,
  trainer: Trainer,
  stage: Stage,
  start: TrainingState,
  stepsPerEpoch: number,
): Promise<{ readonly state: TrainingState; readonly meanLoss: number }> {
  const spec = batchSpecOf(configuration, phase, stage);
  const requests = Array.from({ length: stepsPerEpoch }, (_, i) => ({ spec, index: start.step + i }));
  let state = start;
  let lossSum = 0;
  const begun = performance.now();
  let waited = 0;
  let asked = begun;
  for await (const batch of loader.load(requests)) {
    waited += performance.now() - asked;
    const outcome = await trainer.train(state, batch);
    ({ state } = outcome);
    lossSum += outcome.loss;
    asked = performance.now();
    const done = state.step - start.step;
    if (done % progressEvery !== 0) continue;
    const rate = (done * configuration.batchSize * 1000) / (asked - begun);
    const share = (100 * waited) / (asked - begun);
    onProgress(
      `step ${state.step} at ${stage.size}: loss ${(lossSum / done).toFixed(4)}, gradient ${outcome.gradientNorm.toFixed(2)}, ` +
        `${rate.toFixed(1)} images/s, ${share.toFixed(0)} % of it waiting for images`,
    );
  }
  return { state, meanLoss: lossSum / stepsPerEpoch };
}

const progressEvery = 20;

function openTrainer(
  { vector, configuration, threads }: Run,
  schedule: ScheduleOptions,
  size: number,
): Promise<Trainer> {
  const step: StepOptions = { ...configuration, size, layout: nativeLayout() };
  return Trainer.open(vector, { step, schedule, averageDecay: configuration.averageDecay }, threads);
}

function batchSpecOf(configuration: Configuration, phase: number, { size, zoom }: Stage): BatchSpec {
  const seed = configuration.seed + 1000 * phase;
  const augmentation = { ...configuration.augmentation, zoom };
  return { ...configuration, seed, augmentation, input: inputSpecOf(configuration, size) };
}

async function loadValidation({ configuration, validation }: Run, size: number): Promise<Judged> {
  return { size, films: await loadJudgedFilms(validation, inputSpecOf(configuration, size)) };
}

function validateAverage(
  { vector, configuration }: Run,
  state: TrainingState,
  { size, films }: Judged,
): Promise<number> {
  const input = inputSpecOf(configuration, size);
  const onnx = exportParameters(vector, state.vectors.average, input, configuration.pooling);
  return validate(onnx, films, input);
}

function describeEpoch({ epoch, size, meanLoss, validationAuroc, minutes }: EpochRecord): string {
  return (
    `epoch ${epoch} at ${size}: loss ${meanLoss.toFixed(4)}, ` +
    `validation AUROC ${validationAuroc.toFixed(4)}, ${minutes.toFixed(1)} min`
  );
}
