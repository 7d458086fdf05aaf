import { Graph, type Value } from '../onnx/graph.ts';
import { addMobileNetV2, type MobileNetV2Features, type MobileNetV2Weights } from './mobilenet-v2.ts';

/** The names by which the product calls the network. */
export const networkInterface = {
  inputs: { pixels: 'pixels' },
  outputs: { logit: 'logit', classActivationMap: 'classActivationMap' },
} as const;

/** The feature maps that a head may read. */
export type Level = keyof MobileNetV2Features;

/** A linear head: one weight a channel of each level it reads, and one bias for all. */
export interface LinearHead {
  readonly weights: Readonly<Partial<Record<Level, Float32Array>>>;
  readonly bias: number;
}

/**
 * How the map of logits becomes the film's logit: its mean, or `log(mean(exp(sharpness * map))) / sharpness`,
 * which lies between mean and maximum. Both grow with every cell, so the map explains the logit.
 */
export type MapPooling =
  { readonly method: 'mean' } | { readonly method: 'logSumExp'; readonly sharpness: number };

export interface InputSize {
  readonly rows: number;
  readonly columns: number;
}

/** The outputs of the feature network, in the order in which `pooledFeatures` lists their channels. */
export const levels: readonly Level[] = ['stride32', 'stride16'];

/** The frozen backbone with each level averaged over the film: outputs `[N, channels]` named like the levels. */
export function encodeFeatureNetwork(weights: MobileNetV2Weights, { rows, columns }: InputSize): Uint8Array {
  const graph = new Graph();
  const features = addMobileNetV2(graph, graph.input('pixels', ['batch', 1, rows, columns]), weights);
  for (const level of levels) {
    graph.node('Flatten', level, [graph.node('GlobalAveragePool', `${level}.pool`, [features[level]])]);
    graph.output(level, ['batch', `${level}.channels`]);
  }
  return graph.encode();
}

/**
 * The classifier: a 1x1 convolution of each level gives a map of logits, the finer map is averaged onto the
 * grid of the coarser, and the mean of their sum is the film's logit. Since averaging is linear, this is
 * exactly the linear head on pooled features, and the map shows what each place adds to the logit.
 */
export function encodeFractureClassifier(
  weights: MobileNetV2Weights,
  head: LinearHead,
  { rows, columns }: InputSize,
  pooling: MapPooling = { method: 'mean' },
  widthMultiplier = 1,
): Uint8Array {
  if (rows % 32 !== 0 || columns % 32 !== 0)
    throw new RangeError(`An input of ${rows}x${columns} is not a whole number of map cells of 32 pixels.`);
  const graph = new Graph();
  const { inputs, outputs } = networkInterface;
  const pixels = graph.input(inputs.pixels, ['batch', 1, rows, columns]);
  const map = addMap(graph, addMobileNetV2(graph, pixels, weights, widthMultiplier), head);
  addPooling(graph, map, (rows / 32) * (columns / 32), pooling);
  graph.output(outputs.logit, ['batch', 1]);
  graph.output(map, ['batch', 1, rows / 32, columns / 32]);
  return graph.encode();
}

function addPooling(graph: Graph, map: Value, cells: number, pooling: MapPooling): void {
  const { logit } = networkInterface.outputs;
  if (pooling.method === 'mean') {
    graph.node('Flatten', logit, [graph.node('GlobalAveragePool', 'head.pool', [map])]);
    return;
  }
  const constant = (name: string, value: number): Value => graph.constant(name, [], Float32Array.of(value));
  const { sharpness } = pooling;
  const sharpened = graph.node('Mul', 'head.sharpened', [map, constant('head.sharpness', sharpness)]);
  const axes = { axes: [2, 3], keepdims: 0 };
  const total = graph.node('ReduceLogSumExp', 'head.total', [sharpened], axes);
  const mean = graph.node('Sub', 'head.mean', [total, constant('head.cells', Math.log(cells))]);
  graph.node('Mul', logit, [mean, constant('head.bluntness', 1 / sharpness)]);
}

function addMap(graph: Graph, features: MobileNetV2Features, { weights, bias }: LinearHead): Value {
  const name = networkInterface.outputs.classActivationMap;
  const coarse = weights.stride32;
  if (coarse === undefined) throw new RangeError('The head must read the last feature map.');
  const last = weights.stride16 === undefined ? name : 'head.stride32';
  const weight = graph.constant('head.stride32.weight', [1, coarse.length, 1, 1], coarse);
  const offset = graph.constant('head.bias', [1], Float32Array.of(bias));
  const map = graph.node('Conv', last, [features.stride32, weight, offset], { kernel_shape: [1, 1] });
  if (weights.stride16 === undefined) return map;
  const fineWeight = graph.constant(
    'head.stride16.weight',
    [1, weights.stride16.length, 1, 1],
    weights.stride16,
  );
  const fine = graph.node('Conv', 'head.stride16', [features.stride16, fineWeight], { kernel_shape: [1, 1] });
  const averaged = graph.node('AveragePool', 'head.stride16.pool', [fine], {
    kernel_shape: [2, 2],
    strides: [2, 2],
  });
  return graph.node('Add', name, [map, averaged]);
}
