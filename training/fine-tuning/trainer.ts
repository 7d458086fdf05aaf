import type { OnnxSession } from '#node/inference/onnx-session';
import { openSession } from '#node/inference/onnx-session';
import type { ParameterVector } from '../graph/parameters.ts';
import type { Batch } from './batch.ts';
import { averageDecay, cosineSchedule, type ScheduleOptions } from './schedule.ts';
import { encodeTrainingStep, nextSuffix, stateNames, type StepOptions } from './step-graph.ts';

export type StateName = (typeof stateNames)[number];

/** All that a training goes on from: the vectors after `step` steps. */
export interface TrainingState {
  readonly step: number;
  readonly vectors: Readonly<Record<StateName, Float32Array>>;
}

export interface StepOutcome {
  readonly state: TrainingState;
  readonly loss: number;
  readonly gradientNorm: number;
}

export interface TrainerOptions {
  readonly step: StepOptions;
  readonly schedule: ScheduleOptions;
  /** The limit of the moving average's decay. */
  readonly averageDecay: number;
}

export function initialState(parameters: Float32Array): TrainingState {
  const zeros = (): Float32Array => new Float32Array(parameters.length);
  return {
    step: 0,
    vectors: { parameters, firstMoment: zeros(), secondMoment: zeros(), average: parameters },
  };
}

/** Training at one input size: a step graph in a session. */
export class Trainer {
  readonly #session: OnnxSession;
  readonly #options: TrainerOptions;

  private constructor(session: OnnxSession, options: TrainerOptions) {
    this.#session = session;
    this.#options = options;
  }

  static async open(vector: ParameterVector, options: TrainerOptions, threads?: number): Promise<Trainer> {
    const onnx = encodeTrainingStep(vector, options.step);
    const session = await openSession(onnx, {
      provider: 'cpu',
      ...(threads === undefined ? {} : { threads }),
    });
    return new Trainer(session, options);
  }

  /** @throws RangeError when the loss or the gradient is no longer a number; the given state stays good. */
  async train({ step, vectors }: TrainingState, batch: Batch): Promise<StepOutcome> {
    const outputs = await this.#session.run({
      ...this.#batchInputs(batch),
      ...Object.fromEntries(stateNames.map((name) => [name, vectorOf(vectors[name])])),
      ...this.#rates(step),
    });
    const [loss, gradientNorm] = [outputs['loss']!.values[0]!, outputs['gradientNorm']!.values[0]!];
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm))
      throw new RangeError(`Step ${step + 1} gave a loss of ${loss} and a gradient of norm ${gradientNorm}.`);
    const next = Object.fromEntries(
      stateNames.map((name) => [name, outputs[`${name}${nextSuffix}`]!.values]),
    );
    return { state: { step: step + 1, vectors: next as TrainingState['vectors'] }, loss, gradientNorm };
  }

  async close(): Promise<void> {
    await this.#session.release();
  }

  #batchInputs({ pixels, targets, mapTargets, mapWeights }: Batch) {
    const { batchSize, size } = this.#options.step;
    const map = [batchSize, 1, size / 32, size / 32];
    return {
      pixels: { values: floats(pixels), dims: [batchSize, 1, size, size] },
      targets: { values: floats(targets), dims: [batchSize, 1] },
      mapTargets: { values: floats(mapTargets), dims: map },
      mapWeights: { values: floats(mapWeights), dims: map },
    };
  }

  #rates(step: number) {
    const { schedule, step: options } = this.#options;
    const { beta1, beta2 } = options.adamW;
    return {
      learningRate: scalarOf(cosineSchedule(schedule, step)),
      firstCorrection: scalarOf(1 - beta1 ** (step + 1)),
      secondCorrection: scalarOf(1 - beta2 ** (step + 1)),
      averageDecay: scalarOf(averageDecay(this.#options.averageDecay, step)),
    };
  }
}

function vectorOf(values: Float32Array) {
  return { values: floats(values), dims: [values.length] };
}

function scalarOf(value: number) {
  return { values: Float32Array.of(value), dims: [] };
}

/** The runtime takes only values that no other thread may change. */
function floats(values: Float32Array): Float32Array<ArrayBuffer> {
  if (!(values.buffer instanceof ArrayBuffer)) throw new RangeError('A shared buffer cannot be a tensor.');
  return values as Float32Array<ArrayBuffer>;
}
