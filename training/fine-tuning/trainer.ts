import { seededRandom } from '#common/sampling/seeded-random';
import type { FloatTensor, OnnxSession } from '#node/inference/onnx-session';
import { openSession } from '#node/inference/onnx-session';
import type { ParameterBlock, ParameterVector } from '../graph/parameters.ts';
import { hiddenUnits } from '../models/trainable-head.ts';
import type { Batch } from './batch.ts';
import { averageDecay, cosineSchedule, type ScheduleOptions } from './schedule.ts';
import {
  blockName,
  encodeTrainingStep,
  nextSuffix,
  rateNamesOf,
  stateNamesOf,
  stepBlocksOf,
  type FrozenParameters,
  type RateName,
  type StateName,
  type StepOptions,
} from './step-graph.ts';

/** Each as long as the parameters; which there are follows from the optimiser and the moving average. */
export type StateVectors = Readonly<Partial<Record<StateName, Float32Array>>> & {
  readonly parameters: Float32Array;
};

/** All that a training goes on from: the vectors after `step` steps. */
export interface TrainingState {
  readonly step: number;
  readonly vectors: StateVectors;
}

export interface StepOutcome {
  readonly state: TrainingState;
  readonly loss: number;
  readonly gradientNorm: number;
}

export interface TrainerOptions {
  readonly step: StepOptions;
  readonly schedule: ScheduleOptions;
  /** Of the dropout masks, which are the same for the same step whether the training was resumed or not. */
  readonly seed: number;
  /** Parameters beside the vector's that keep these values. */
  readonly frozen?: FrozenParameters;
}

/** The state before the first step. */
export function initialState(
  parameters: Float32Array,
  options: Pick<StepOptions, 'optimizer' | 'averageDecay'>,
): TrainingState {
  const start = (name: StateName): Float32Array =>
    name === 'parameters' || name === 'average' ? parameters : new Float32Array(parameters.length);
  const vectors = Object.fromEntries(stateNamesOf(options).map((name) => [name, start(name)]));
  return { step: 0, vectors: { ...vectors, parameters } };
}

/** The weights that are judged and exported: the moving average where one is kept. */
export function judgedParameters({ vectors }: TrainingState): Float32Array {
  return vectors.average ?? vectors.parameters;
}

/** Training at one input size: a step graph in a session. */
export class Trainer {
  readonly #session: OnnxSession;
  readonly #options: TrainerOptions;
  readonly #blocks: readonly ParameterBlock[];
  readonly #size: number;

  private constructor(session: OnnxSession, vector: ParameterVector, options: TrainerOptions) {
    this.#session = session;
    this.#options = options;
    this.#blocks = stepBlocksOf(vector);
    this.#size = vector.size;
  }

  static async open(vector: ParameterVector, options: TrainerOptions, threads?: number): Promise<Trainer> {
    const onnx = encodeTrainingStep(vector, options.step, options.frozen);
    const session = await openSession(onnx, {
      provider: 'cpu',
      memoryPattern: false,
      ...(threads === undefined ? {} : { threads }),
    });
    return new Trainer(session, vector, options);
  }

  /**
   * @param spare a state that nobody needs any more, whose memory the next one may take: two states take turns, and
   *   large parameters cost no new pages.
   * @throws RangeError when the loss or the gradient is no longer a number, or the state is of another optimiser;
   *   the given state stays good.
   */
  async train({ step, vectors }: TrainingState, batch: Batch, spare?: TrainingState): Promise<StepOutcome> {
    const next = this.#vectorsFor(vectors, spare?.vectors);
    const scalars = { loss: scalarTensor(), gradientNorm: scalarTensor() };
    await this.#session.run(
      {
        ...this.#batchInputs(batch, step),
        ...this.#blocksOf(vectors),
        ...this.#rates(step),
      },
      { ...this.#blocksOf(next, nextSuffix), ...scalars },
    );
    const [loss, gradientNorm] = [scalars.loss.values[0]!, scalars.gradientNorm.values[0]!];
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm))
      throw new RangeError(`Step ${step + 1} gave a loss of ${loss} and a gradient of norm ${gradientNorm}.`);
    return { state: { step: step + 1, vectors: next }, loss, gradientNorm };
  }

  async close(): Promise<void> {
    await this.#session.release();
  }

  #batchInputs({ pixels, targets, sampleWeights, mapTargets, mapWeights }: Batch, step: number) {
    const { batchSize, size, head, inputChannels = 1 } = this.#options.step;
    const ones = (): Float32Array => new Float32Array(batchSize).fill(1);
    const film = {
      pixels: tensorOf(pixels, [batchSize, inputChannels, size, size]),
      targets: tensorOf(targets, [batchSize, 1]),
      sampleWeights: tensorOf(sampleWeights ?? ones(), [batchSize, 1]),
    };
    if (head.kind === 'flatten-512') {
      const mask = drawDropoutMask(batchSize * hiddenUnits, head.dropout, this.#options.seed, step);
      return { ...film, dropoutMask: tensorOf(mask, [batchSize, hiddenUnits]) };
    }
    const map = [batchSize, 1, size / 32, size / 32];
    return { ...film, mapTargets: tensorOf(mapTargets, map), mapWeights: tensorOf(mapWeights, map) };
  }

  /** Views of the vectors by block: nothing is copied on the way in or out. */
  #blocksOf(vectors: StateVectors, suffix = ''): Record<string, FloatTensor> {
    const tensors: Record<string, FloatTensor> = {};
    for (const name of stateNamesOf(this.#options.step)) {
      const values = vectors[name];
      if (values?.length !== this.#size)
        throw new RangeError(`The state's ${name} has ${values?.length ?? 'no'} values, not ${this.#size}.`);
      this.#blocks.forEach(({ offset, size }, i) => {
        const view = values.subarray(offset, offset + size);
        tensors[`${blockName(name, i)}${suffix}`] = tensorOf(view, [size]);
      });
    }
    return tensors;
  }

  /** Memory for the next state: never any that the present one lies in. */
  #vectorsFor(present: StateVectors, spare?: StateVectors): StateVectors {
    const taken = new Set(Object.values(present).map(({ buffer }) => buffer));
    const vectors = stateNamesOf(this.#options.step).map((name) => {
      const offered = spare?.[name];
      const fits = offered?.length === this.#size && !taken.has(offered.buffer);
      const values = fits ? offered : new Float32Array(this.#size);
      taken.add(values.buffer);
      return [name, values] as const;
    });
    return Object.fromEntries(vectors) as Partial<StateVectors> as StateVectors;
  }

  #rates(step: number): Readonly<Record<string, FloatTensor>> {
    const { schedule, step: options } = this.#options;
    const { optimizer } = options;
    const valueOf: Readonly<Record<RateName, () => number>> = {
      learningRate: () => cosineSchedule(schedule, step),
      firstCorrection: () => 1 - (optimizer.kind === 'adamW' ? optimizer.beta1 : 0) ** (step + 1),
      secondCorrection: () => 1 - (optimizer.kind === 'adamW' ? optimizer.beta2 : 0) ** (step + 1),
      averageDecay: () => averageDecay(options.averageDecay ?? 0, step),
    };
    return Object.fromEntries(
      rateNamesOf(options).map((name) => [name, tensorOf(Float32Array.of(valueOf[name]()), [])]),
    );
  }
}

/** Zeros with the given probability, and what keeps the expectation at 1; the same for the same seed and step. */
export function drawDropoutMask(
  length: number,
  probability: number,
  seed: number,
  step: number,
): Float32Array {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) + step);
  const kept = 1 / (1 - probability);
  return Float32Array.from({ length }, () => (random() < probability ? 0 : kept));
}

function scalarTensor(): FloatTensor {
  return { values: new Float32Array(1), dims: [] };
}

/** The runtime takes only values that no other thread may change. */
function tensorOf(values: Float32Array, dims: readonly number[]): FloatTensor {
  if (!(values.buffer instanceof ArrayBuffer)) throw new RangeError('A shared buffer cannot be a tensor.');
  return { values: values as Float32Array<ArrayBuffer>, dims };
}
