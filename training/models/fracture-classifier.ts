import { Graph, type Value } from '../onnx/graph.ts';
import { addMobileNetV2, type MobileNetV2Weights } from './mobilenet-v2.ts';

/** The names by which the product calls the network. */
export const networkInterface = {
  inputs: { pixels: 'pixels' },
  outputs: { logit: 'logit', classActivationMap: 'classActivationMap' },
} as const;

/** A linear head on the last feature map. */
export interface LinearHead {
  /** One a channel. */
  readonly weights: Float32Array;
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

/**
 * The classifier: a 1x1 convolution of the last feature map gives a map of logits, and its pooling is the film's
 * logit. Since averaging is linear, the mean is exactly the linear head on pooled features, and the map shows what
 * each place adds to the logit.
 *
 * @throws RangeError when the input is not a whole number of map cells.
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

function addMap(graph: Graph, features: Value, { weights, bias }: LinearHead): Value {
  const weight = graph.constant('head.stride32.weight', [1, weights.length, 1, 1], weights);
  const offset = graph.constant('head.bias', [1], Float32Array.of(bias));
  const { classActivationMap } = networkInterface.outputs;
  return graph.node('Conv', classActivationMap, [features, weight, offset], { kernel_shape: [1, 1] });
}
