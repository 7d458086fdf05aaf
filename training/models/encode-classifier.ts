import { Graph, type Value } from '../onnx/graph.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { foldParameters } from './fold-batch-normalization.ts';
import { encodeFractureClassifier, networkInterface, type InputSize } from './fracture-classifier.ts';
import type { HeadConfiguration } from './head.ts';
import { addMobileNetV2 } from './mobilenet-v2.ts';
import { flattenHeadNames, headNames } from './trainable-head.ts';

/** A trained classifier's parameters by name, those that were never trained too. */
export type ClassifierParameters = ReadonlyMap<string, StoredTensor>;

/**
 * The ONNX file of a trained classifier, which computes for each film what its training graph does without dropout.
 *
 * Of a `flatten-512` head it has the output `logit` alone: the logit of fractured less that of not, positive where
 * the published rule, the larger output, says fractured. There is no class activation map to show, so the product
 * refuses such a file; it is for evaluation.
 */
export function encodeClassifier(
  trained: ClassifierParameters,
  head: HeadConfiguration,
  input: InputSize,
  widthMultiplier = 1,
): Uint8Array {
  const parameters = foldParameters(trained);
  if (head.kind === 'flatten-512') return encodeFlattenClassifier(parameters, input, widthMultiplier);
  const linear = {
    weights: stored(parameters, headNames.weight).values,
    bias: stored(parameters, headNames.bias).values[0]!,
  };
  return encodeFractureClassifier(parameters, linear, input, head.pooling, widthMultiplier);
}

function encodeFlattenClassifier(
  parameters: ClassifierParameters,
  { rows, columns }: InputSize,
  widthMultiplier: number,
): Uint8Array {
  const graph = new Graph();
  const { inputs, outputs } = networkInterface;
  const pixels = graph.input(inputs.pixels, ['batch', 1, rows, columns]);
  const features = addMobileNetV2(graph, pixels, parameters, widthMultiplier);
  const constants = Object.values(flattenHeadNames).map((name) => {
    const { shape, values } = stored(parameters, name);
    return graph.constant(name, shape, values);
  });
  const [hiddenWeight, hiddenBias, outputWeight, outputBias] = constants as [Value, Value, Value, Value];
  const flat = graph.node('Flatten', 'head.flat', [features]);
  const hidden = graph.node('Gemm', 'head.hidden', [flat, hiddenWeight, hiddenBias]);
  const active = graph.node('Relu', 'head.active', [hidden]);
  const classes = graph.node('Gemm', 'head.classes', [active, outputWeight, outputBias]);
  const difference = graph.constant('head.difference', [2, 1], Float32Array.of(1, -1));
  graph.output(graph.node('MatMul', outputs.logit, [classes, difference]), ['batch', 1]);
  return graph.encode();
}

function stored(parameters: ClassifierParameters, name: string): StoredTensor {
  const tensor = parameters.get(name);
  if (tensor === undefined) throw new RangeError(`The parameter ${name} is missing.`);
  return tensor;
}
