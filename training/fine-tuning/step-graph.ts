import { Emitter, sizeOf, type Layout, type Tensor } from '../graph/emitter.ts';
import {
  adamW,
  clipByGlobalNorm,
  ema,
  globalNorm,
  sgdMomentum,
  type AdamWOptions,
} from '../graph/optimizer.ts';
import { blocksOf, spreadOver, type ParameterBlock, type ParameterVector } from '../graph/parameters.ts';
import { Tape } from '../graph/tape.ts';
import type { HeadConfiguration } from '../models/head.ts';
import { addTrainableClassifier } from '../models/trainable-classifier.ts';
import { hiddenUnits, type HeadOutputs } from '../models/trainable-head.ts';
import { Graph } from '../onnx/graph.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { addLossOf } from './step-loss.ts';

/** What decides the forward half. */
export interface ForwardOptions {
  readonly batchSize: number;
  /** Rows and columns of the input, a multiple of 32. */
  readonly size: number;
  readonly head: HeadConfiguration;
  readonly layout: Layout;
  /** 1 when left out. */
  readonly widthMultiplier?: number;
  /** Of the pixels; 1, a film's, when left out. */
  readonly inputChannels?: 1 | 3;
}

/** How gradients become steps. */
export type OptimizerOptions =
  ({ readonly kind: 'adamW' } & AdamWOptions) | { readonly kind: 'sgdMomentum'; readonly momentum: number };

/** What is fixed when a training step is built; another input size needs another graph. */
export interface StepOptions extends ForwardOptions {
  readonly labelSmoothing: number;
  /** Of the map's cross-entropy against the boxes, beside the film's; for a head with a map only. */
  readonly mapLossScale: number;
  readonly weightDecay: number;
  /** Longer gradients are shortened to it; null leaves them as they are. */
  readonly gradientNormLimit: number | null;
  readonly optimizer: OptimizerOptions;
  /** The limit of the decay of the weights' moving average; null keeps none. */
  readonly averageDecay: number | null;
}

/** The vectors that a training may go on from, each as long as the parameters. */
export const stateNames = ['parameters', 'firstMoment', 'secondMoment', 'velocity', 'average'] as const;

export type StateName = (typeof stateNames)[number];

/** Those that a training with these options has, the parameters first. */
export function stateNamesOf({
  optimizer,
  averageDecay,
}: Pick<StepOptions, 'optimizer' | 'averageDecay'>): readonly StateName[] {
  const moments =
    optimizer.kind === 'adamW' ? (['firstMoment', 'secondMoment'] as const) : (['velocity'] as const);
  return ['parameters', ...moments, ...(averageDecay === null ? [] : (['average'] as const))];
}

/** The scalars that change from step to step. */
export type RateName = 'learningRate' | 'firstCorrection' | 'secondCorrection' | 'averageDecay';

/** Those that a training with these options takes. */
export function rateNamesOf({
  optimizer,
  averageDecay,
}: Pick<StepOptions, 'optimizer' | 'averageDecay'>): readonly RateName[] {
  const corrections = optimizer.kind === 'adamW' ? (['firstCorrection', 'secondCorrection'] as const) : [];
  return ['learningRate', ...corrections, ...(averageDecay === null ? [] : (['averageDecay'] as const))];
}

/** The name of a state vector's block among the inputs of a step; `.next` after it among the outputs. */
export function blockName(name: StateName, index: number): string {
  return `${name}.${index}`;
}

/** Suffix of the outputs that are the next step's inputs. */
export const nextSuffix = '.next';

/** Parameters that no step changes, by name: constants of the graph, which the runtime lays out for speed. */
export type FrozenParameters = ReadonlyMap<string, StoredTensor>;

/**
 * One step of training as a single ONNX graph: forward, loss, gradients, clipping, the optimiser and the moving
 * average. It takes and gives the state by blocks of the vector (`blocksOf`), so that large parameters are neither
 * cut out nor joined. Beside the next state it outputs `loss`, `gradientNorm` and the `logits` of the batch.
 */
export function encodeTrainingStep(
  vector: ParameterVector,
  options: StepOptions,
  frozen: FrozenParameters = new Map(),
): Uint8Array {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  const rates = new Map(rateNamesOf(options).map((name) => [name, emitter.input(name, [])]));
  const blocks = blocksOf(vector).map((block, i) => ({
    block,
    state: new Map(
      stateNamesOf(options).map((name) => [name, emitter.input(blockName(name, i), [block.size])]),
    ),
  }));
  const tensors = blocks.flatMap(({ block, state }) => cutBlock(emitter, block, state.get('parameters')!));
  const { loss, logit, gradients } = addGradients(emitter, vector, tensors, options, frozen);
  let next = 0;
  const joined = blocks.map(({ block }) =>
    emitter.concatenate(gradients.slice(next, (next += block.specs.length))),
  );
  const norm = globalNorm(emitter, joined);
  const { gradientNormLimit } = options;
  const clipped =
    gradientNormLimit === null ? joined : clipByGlobalNorm(emitter, joined, norm, gradientNormLimit);
  blocks.forEach(({ block, state }, i) => {
    const stepped = stepBlock(emitter, block, { state, rates, gradient: clipped[i]! }, options);
    for (const [name, tensor] of stepped) emitter.output(`${blockName(name, i)}${nextSuffix}`, tensor);
  });
  emitter.output('loss', loss);
  emitter.output('gradientNorm', norm);
  emitter.output('logits', logit);
  return graph.encode();
}

/** The forward half alone: `logits` from `parameters` and `pixels`, for holding an export against it. */
export function encodeForward(
  vector: ParameterVector,
  options: ForwardOptions,
  frozen: FrozenParameters = new Map(),
): Uint8Array {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  const tensors = cutBlock(emitter, vector, emitter.input('parameters', [vector.size]));
  const { outputs } = addForward(emitter, vector, tensors, options, frozen, null);
  emitter.output('logits', outputs.logit);
  return graph.encode();
}

/** The loss, and its gradient for each parameter in the order of the vector, zero where one is frozen. */
export function addGradients(
  emitter: Emitter,
  vector: ParameterVector,
  tensors: readonly Tensor[],
  options: StepOptions,
  frozen: FrozenParameters = new Map(),
): { readonly loss: Tensor; readonly logit: Tensor; readonly gradients: readonly Tensor[] } {
  const { batchSize, head } = options;
  const mask = head.kind === 'flatten-512' ? emitter.input('dropoutMask', [batchSize, hiddenUnits]) : null;
  const { tape, outputs } = addForward(emitter, vector, tensors, options, frozen, mask);
  const loss = addLossOf(tape, outputs, options);
  const trained = tensors.filter((_, i) => vector.specs[i]!.learningRateScale > 0);
  const found = tape.gradients(loss, trained);
  const gradients = tensors.map((tensor) => {
    const index = trained.indexOf(tensor);
    return index >= 0 ? found[index]! : zeros(emitter, tensor.shape);
  });
  return { loss, logit: outputs.logit, gradients };
}

export function cutBlock(emitter: Emitter, { specs }: ParameterVector, values: Tensor): readonly Tensor[] {
  return emitter.cut(
    values,
    specs.map(({ shape }) => shape),
  );
}

function addForward(
  emitter: Emitter,
  { specs }: ParameterVector,
  tensors: readonly Tensor[],
  options: ForwardOptions,
  frozen: FrozenParameters,
  mask: Tensor | null,
): { readonly tape: Tape; readonly outputs: HeadOutputs } {
  const { batchSize, size, inputChannels = 1 } = options;
  const tape = new Tape(emitter);
  const pixels = emitter.input('pixels', [batchSize, inputChannels, size, size]);
  const byName = new Map(
    [...frozen].map(([name, { shape, values }]) => [name, emitter.constant(shape, values)] as const),
  );
  specs.forEach(({ name }, i) => byName.set(name, tensors[i]!));
  return { tape, outputs: addTrainableClassifier(tape, pixels, byName, { ...options, mask }) };
}

interface BlockStep {
  readonly state: ReadonlyMap<StateName, Tensor>;
  readonly rates: ReadonlyMap<RateName, Tensor>;
  readonly gradient: Tensor;
}

/** The block's next state, by name. */
function stepBlock(
  emitter: Emitter,
  block: ParameterBlock,
  { state, rates, gradient }: BlockStep,
  { optimizer, weightDecay }: StepOptions,
): ReadonlyMap<StateName, Tensor> {
  const parameters = state.get('parameters')!;
  const scales = perElement(emitter, block, ({ learningRateScale }) => learningRateScale);
  const decays = perElement(emitter, block, ({ decays }) => (decays ? weightDecay : 0));
  const descent = {
    parameters,
    gradient,
    learningRate: emitter.pair('Mul', scales, rates.get('learningRate')!),
    weightDecay: weightDecay === 0 ? null : decays,
  };
  const next = new Map<StateName, Tensor>(
    Object.entries(
      optimizer.kind === 'adamW'
        ? adamW(
            emitter,
            descent,
            {
              firstMoment: state.get('firstMoment')!,
              secondMoment: state.get('secondMoment')!,
              firstCorrection: rates.get('firstCorrection')!,
              secondCorrection: rates.get('secondCorrection')!,
            },
            optimizer,
          )
        : sgdMomentum(emitter, descent, state.get('velocity')!, optimizer.momentum),
    ) as [StateName, Tensor][],
  );
  const mean = state.get('average');
  if (mean !== undefined)
    next.set('average', ema(emitter, mean, next.get('parameters')!, rates.get('averageDecay')!));
  return next;
}

/** A vector over the block's elements, or a scalar where its parameters agree. */
function perElement(
  emitter: Emitter,
  block: ParameterBlock,
  valueOf: (spec: ParameterBlock['specs'][number]) => number,
): Tensor {
  const values = new Set(block.specs.map(valueOf));
  const [first = 0] = values;
  return values.size === 1
    ? emitter.scalar(first)
    : emitter.constant([block.size], spreadOver(block, valueOf));
}

function zeros(emitter: Emitter, shape: readonly number[]): Tensor {
  return emitter.constant(shape, new Float32Array(sizeOf(shape)));
}
