import { Graph, type Value } from '../onnx/graph.ts';
import { networkInterface } from '../models/fracture-classifier.ts';
import type { FeatureDistance } from './feature-distance.ts';

/** The names by which the product calls a network with a scope gate of its own. */
export const gatedInterface = {
  inputs: networkInterface.inputs,
  outputs: { ...networkInterface.outputs, featureDistance: 'featureDistance' },
} as const;

/** What the inference network calls its last feature map, after its ReLU6. */
const lastFeatures = 'l51.relu6';

/** The output of `exposeFeatures`: `[N, channels]`. */
export const pooledFeatures = 'pooledFeatures';

/** A classifier's network that also gives the last feature map averaged over the input. */
export function exposeFeatures(onnx: Uint8Array): Uint8Array {
  const graph = Graph.decode(onnx);
  graph.output(addPooled(graph), ['batch', 'channels']);
  return graph.encode();
}

/** A classifier's network with the output `featureDistance`, `[N, 1]`, computed as `measureDistance` does. */
export function appendFeatureDistance(onnx: Uint8Array, distance: FeatureDistance): Uint8Array {
  const graph = Graph.decode(onnx);
  const { mean, directions, componentWeights, residualWeight } = distance;
  const components = componentWeights.length;
  const centred = graph.node('Sub', 'scope.centred', [
    addPooled(graph),
    graph.constant('scope.mean', [1, mean.length], mean),
  ]);
  const basis = graph.constant('scope.directions', [mean.length, components], directions);
  const projected = graph.node('MatMul', 'scope.projected', [centred, basis]);
  const inside = graph.node('MatMul', 'scope.inside', [
    graph.node('Mul', 'scope.projected.squared', [projected, projected]),
    graph.constant('scope.weights', [components, 1], componentWeights),
  ]);
  const length = graph.node('ReduceSumSquare', 'scope.length', [centred], { axes: [1], keepdims: 1 });
  const outside = graph.node('Mul', 'scope.outside', [
    length,
    graph.constant('scope.residual', [], Float32Array.of(residualWeight)),
  ]);
  const squared = graph.node('Add', 'scope.squared', [outside, inside]);
  // The difference of two large sums may round to just below zero for a film at the very mean.
  const clipped = graph.node('Relu', 'scope.clipped', [squared]);
  const output = graph.node('Sqrt', gatedInterface.outputs.featureDistance, [clipped]);
  graph.output(output, ['batch', 1]);
  return graph.encode();
}

function addPooled(graph: Graph): Value {
  const pooled = graph.node('GlobalAveragePool', 'scope.pool', [lastFeatures]);
  return graph.node('Flatten', pooledFeatures, [pooled]);
}
