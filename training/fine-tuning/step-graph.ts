import { Emitter, type Layout, type Tensor } from '../graph/emitter.ts';
import { add, scale } from '../graph/operators/arithmetic.ts';
import { sigmoidCrossEntropy } from '../graph/operators/cross-entropy.ts';
import { adamW, clipByGlobalNorm, ema, type AdamWOptions } from '../graph/optimizer.ts';
import { spreadOver, type ParameterVector } from '../graph/parameters.ts';
import { Tape } from '../graph/tape.ts';
import type { MapPooling } from '../models/fracture-classifier.ts';
import { addTrainableClassifier, type ClassifierOutputs } from '../models/trainable-classifier.ts';
import { Graph } from '../onnx/graph.ts';

/** What decides the forward half. */
export interface ForwardOptions {
  readonly batchSize: number;
  /** Rows and columns of the input, a multiple of 32. */
  readonly size: number;
  readonly pooling: MapPooling;
  readonly layout: Layout;
}

/** What is fixed when a training step is built; another input size needs another graph. */
export interface StepOptions extends ForwardOptions {
  readonly labelSmoothing: number;
  /** Of the map's cross-entropy against the boxes, beside the film's. */
  readonly mapLossScale: number;
  readonly weightDecay: number;
  readonly gradientNormLimit: number;
  readonly adamW: AdamWOptions;
}

/** The vectors that a step takes and gives back changed, each as long as the parameters. */
export const stateNames = ['parameters', 'firstMoment', 'secondMoment', 'average'] as const;

/** The scalars that change from step to step. */
export const rateNames = ['learningRate', 'firstCorrection', 'secondCorrection', 'averageDecay'] as const;

/** One batch; `map` is a cell per 32 pixels. */
export const batchNames = ['pixels', 'targets', 'mapTargets', 'mapWeights'] as const;

/** Suffix of the outputs that are the next step's inputs. */
export const nextSuffix = '.next';

/**
 * One step of training as a single ONNX graph: forward, loss, gradients, clipping, AdamW and the moving
 * average. Beside the next state it outputs `loss`, `gradientNorm` and the `logits` of the batch.
 */
export function encodeTrainingStep(vector: ParameterVector, options: StepOptions): Uint8Array {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  const state = named(stateNames, (name) => emitter.input(name, [vector.size]));
  const rates = named(rateNames, (name) => emitter.input(name, []));
  const { loss, logit, gradient } = addLoss(emitter, vector, state.parameters, options);
  const clipped = clipByGlobalNorm(emitter, gradient, options.gradientNormLimit);
  const scales = emitter.constant(
    [vector.size],
    spreadOver(vector, (spec) => spec.learningRateScale),
  );
  const decays = spreadOver(vector, ({ decays }) => (decays ? options.weightDecay : 0));
  const descent = {
    parameters: state.parameters,
    gradient: clipped.gradient,
    learningRate: emitter.pair('Mul', scales, rates.learningRate),
    weightDecay: emitter.constant([vector.size], decays),
  };
  const next = adamW(emitter, descent, { ...state, ...rates }, options.adamW);
  const average = ema(emitter, state.average, next.parameters, rates.averageDecay);
  for (const [name, tensor] of Object.entries({ ...next, average }))
    emitter.output(`${name}${nextSuffix}`, tensor);
  emitter.output('loss', loss);
  emitter.output('gradientNorm', clipped.norm);
  emitter.output('logits', logit);
  return graph.encode();
}

/** The forward half alone: `logits` from `parameters` and `pixels`, for holding an export against it. */
export function encodeForward(vector: ParameterVector, options: ForwardOptions): Uint8Array {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  const { tape, outputs } = addForward(emitter, vector, emitter.input('parameters', [vector.size]), options);
  tape.emitter.output('logits', outputs.logit);
  return graph.encode();
}

/** The loss and its gradient as one vector, zero where a parameter is frozen. */
export function addLoss(
  emitter: Emitter,
  vector: ParameterVector,
  parameters: Tensor,
  options: StepOptions,
): { readonly loss: Tensor; readonly logit: Tensor; readonly gradient: Tensor } {
  const { tape, tensors, outputs } = addForward(emitter, vector, parameters, options);
  const loss = sumLosses(tape, outputs, options);
  const trained = tensors.filter((_, i) => vector.specs[i]!.learningRateScale > 0);
  const gradients = tape.gradients(loss, trained);
  const pieces = tensors.map((tensor) => {
    const index = trained.indexOf(tensor);
    return index >= 0 ? gradients[index]! : zeros(emitter, tensor.shape);
  });
  return { loss, logit: outputs.logit, gradient: emitter.concatenate(pieces) };
}

function addForward(
  emitter: Emitter,
  { specs }: ParameterVector,
  parameters: Tensor,
  options: ForwardOptions,
): { readonly tape: Tape; readonly tensors: readonly Tensor[]; readonly outputs: ClassifierOutputs } {
  const { batchSize, size } = options;
  const tensors = emitter.cut(
    parameters,
    specs.map(({ shape }) => shape),
  );
  const tape = new Tape(emitter);
  const pixels = emitter.input('pixels', [batchSize, 1, size, size]);
  const byName = new Map(specs.map(({ name }, i) => [name, tensors[i]!]));
  return { tape, tensors, outputs: addTrainableClassifier(tape, pixels, byName, options) };
}

function sumLosses(tape: Tape, { logit, map }: ClassifierOutputs, options: StepOptions): Tensor {
  const { emitter } = tape;
  const { labelSmoothing, mapLossScale } = options;
  const ones = emitter.constant(logit.shape, new Float32Array(options.batchSize).fill(1));
  const targets = emitter.input('targets', logit.shape);
  const filmLoss = tape.apply(sigmoidCrossEntropy, [logit, targets, ones], { labelSmoothing });
  const mapInputs = [map, emitter.input('mapTargets', map.shape), emitter.input('mapWeights', map.shape)];
  const mapLoss = tape.apply(sigmoidCrossEntropy, mapInputs, { labelSmoothing: 0 });
  return tape.apply(add, [filmLoss, tape.apply(scale, [mapLoss], { factor: mapLossScale })], {});
}

function zeros(emitter: Emitter, shape: readonly number[]): Tensor {
  return emitter.constant(shape, new Float32Array(shape.reduce((product, extent) => product * extent, 1)));
}

function named<N extends string, T>(names: readonly N[], make: (name: N) => T): Readonly<Record<N, T>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, T>;
}
