import { Emitter, sizeOf, type Layout, type Tensor } from '../graph/emitter.ts';
import type { AdamWOptions } from '../graph/optimizer.ts';
import { blocksOf, type ParameterBlock, type ParameterVector } from '../graph/parameters.ts';
import { Tape } from '../graph/tape.ts';
import type { HeadConfiguration } from '../models/head.ts';
import {
  addTrainableClassifier,
  type ClassifierOptions,
  type ClassifierOutputs,
} from '../models/trainable-classifier.ts';
import { hiddenUnits } from '../models/trainable-head.ts';
import { Graph } from '../onnx/graph.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { addLossOf } from './step-loss.ts';
import { clipDescending, isMoving, isStatistic, moveBlock, stepBlock } from './step-update.ts';

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
  /** `folded` when left out. */
  readonly normalization?: 'folded' | 'batch';
}

/** How gradients become steps. */
export type OptimizerOptions =
  ({ readonly kind: 'adamW' } & AdamWOptions) | { readonly kind: 'sgdMomentum'; readonly momentum: number };

/** What is fixed when a training step is built; another input size needs another graph. */
export interface StepOptions extends ForwardOptions {
  readonly labelSmoothing: number;
  /** Of the map's cross-entropy against the boxes, beside the film's; for a head with a map only. */
  readonly mapLossScale: number;
  /** Of `twinDifference` between the halves of the batch, for a head of one logit; none when left out. */
  readonly twinLossScale?: number;
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

/** The blocks of a step's state: the moving averages of batch statistics apart from what descends. */
export function stepBlocksOf(vector: ParameterVector): readonly ParameterBlock[] {
  return blocksOf(vector, isStatistic);
}

/** Suffix of the outputs that are the next step's inputs. */
export const nextSuffix = '.next';

/** Parameters that no step changes, by name: constants of the graph, which the runtime lays out for speed. */
export type FrozenParameters = ReadonlyMap<string, StoredTensor>;

/**
 * One step of training as a single ONNX graph: forward, loss, gradients, clipping, the optimiser and the moving
 * average. It takes and gives the state by blocks of the vector (`stepBlocksOf`), so that large parameters are neither
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
  const blocks = stepBlocksOf(vector).map((block, i) => ({
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
  const { clipped, norm } = clipDescending(
    emitter,
    joined,
    blocks.map(({ block }) => block),
    options,
  );
  blocks.forEach(({ block, state }, i) => {
    const stepped = isMoving(block)
      ? moveBlock(emitter, { state, rates, gradient: clipped[i]! })
      : stepBlock(emitter, block, { state, rates, gradient: clipped[i]! }, options);
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
  const normalization = options.normalization === 'batch' ? 'moving' : 'folded';
  const { outputs } = addForward(emitter, vector, tensors, options, frozen, null, normalization);
  emitter.output('logits', outputs.logit);
  return graph.encode();
}

/**
 * The loss, and for each parameter in the order of the vector its gradient, zero where one is frozen; in the place
 * of a moving average stands what it is the average of.
 */
export function addGradients(
  emitter: Emitter,
  vector: ParameterVector,
  tensors: readonly Tensor[],
  options: StepOptions,
  frozen: FrozenParameters = new Map(),
): { readonly loss: Tensor; readonly logit: Tensor; readonly gradients: readonly Tensor[] } {
  const { batchSize, head } = options;
  const mask = head.kind === 'flatten-512' ? emitter.input('dropoutMask', [batchSize, hiddenUnits]) : null;
  const { tape, outputs } = addForward(
    emitter,
    vector,
    tensors,
    options,
    frozen,
    mask,
    options.normalization ?? 'folded',
  );
  const loss = addLossOf(tape, outputs, options);
  const trained = tensors.filter((_, i) => {
    const spec = vector.specs[i]!;
    return spec.learningRateScale > 0 && !isStatistic(spec);
  });
  const found = tape.gradients(loss, trained);
  const gradients = tensors.map((tensor, i) => {
    const index = trained.indexOf(tensor);
    const instead = outputs.statistics.get(vector.specs[i]!.name);
    return index >= 0 ? found[index]! : (instead ?? zeros(emitter, tensor.shape));
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
  normalization: ClassifierOptions['normalization'],
): { readonly tape: Tape; readonly outputs: ClassifierOutputs } {
  const { batchSize, size, inputChannels = 1 } = options;
  const tape = new Tape(emitter);
  const pixels = emitter.input('pixels', [batchSize, inputChannels, size, size]);
  const byName = new Map(
    [...frozen].map(([name, { shape, values }]) => [name, emitter.constant(shape, values)] as const),
  );
  specs.forEach(({ name }, i) => byName.set(name, tensors[i]!));
  return { tape, outputs: addTrainableClassifier(tape, pixels, byName, { ...options, mask, normalization }) };
}

function zeros(emitter: Emitter, shape: readonly number[]): Tensor {
  return emitter.constant(shape, new Float32Array(sizeOf(shape)));
}
