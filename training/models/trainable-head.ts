import { sizeOf, type Tensor } from '../graph/emitter.ts';
import { dropout, relu } from '../graph/operators/activation.ts';
import { convolution } from '../graph/operators/convolution.ts';
import { flatten, gemm } from '../graph/operators/linear.ts';
import { logSumExpPool, meanPool } from '../graph/operators/pooling.ts';
import type { Tape } from '../graph/tape.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import type { MapPooling } from './fracture-classifier.ts';
import type { Architecture } from './head.ts';

/** The parameters of the head `pool-linear`. */
export const headNames = { weight: 'head.weight', bias: 'head.bias' } as const;

/** The parameters of the head `flatten-512`. */
export const flattenHeadNames = {
  hiddenWeight: 'head.hidden.weight',
  hiddenBias: 'head.hidden.bias',
  outputWeight: 'head.output.weight',
  outputBias: 'head.output.bias',
} as const;

/** Units of the hidden layer of `flatten-512`. */
export const hiddenUnits = 512;

export interface ParameterShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export function isHeadParameter(name: string): boolean {
  return name.startsWith('head.');
}

/** The head's parameters for a last feature map of so many channels, in the order in which it meets them. */
export function listHeadParameters(
  { head, size }: Pick<Architecture, 'head' | 'size'>,
  channels: number,
): readonly ParameterShape[] {
  if (head.kind === 'pool-linear')
    return [
      { name: headNames.weight, shape: [1, channels, 1, 1] },
      { name: headNames.bias, shape: [1] },
    ];
  const { hiddenWeight, hiddenBias, outputWeight, outputBias } = flattenHeadNames;
  return [
    { name: hiddenWeight, shape: [channels * (size / 32) ** 2, hiddenUnits] },
    { name: hiddenBias, shape: [hiddenUnits] },
    { name: outputWeight, shape: [hiddenUnits, 2] },
    { name: outputBias, shape: [2] },
  ];
}

/** What a head gives for a batch. */
export interface HeadOutputs {
  /** `[N, 1]`: the log-odds of a fracture, or for two outputs how far that of fractured is above the other. */
  readonly logit: Tensor;
  /** `pool-linear`: the map of logits `[N, 1, h, w]` that the logit is pooled from. */
  readonly map: Tensor | null;
  /** `flatten-512`: `[N, 2]`, fractured and not. */
  readonly classes: Tensor | null;
}

type Parameters = ReadonlyMap<string, Tensor>;

/** @throws RangeError naming the parameter that is missing. */
export function parameterOf(parameters: Parameters, name: string): Tensor {
  const parameter = parameters.get(name);
  if (parameter === undefined) throw new RangeError(`The parameter ${name} is missing.`);
  return parameter;
}

export function addPoolLinearHead(
  tape: Tape,
  features: Tensor,
  parameters: Parameters,
  pooling: MapPooling,
): HeadOutputs {
  const inputs = [
    features,
    parameterOf(parameters, headNames.weight),
    parameterOf(parameters, headNames.bias),
  ];
  const map = tape.apply(convolution, inputs, { stride: 1, group: 1, relu6: false, layout: 'planar' });
  const logit =
    pooling.method === 'mean'
      ? tape.apply(meanPool, [map], {})
      : tape.apply(logSumExpPool, [map], { sharpness: pooling.sharpness });
  return { logit, map, classes: null };
}

/** @param mask the dropout's, `[N, 512]`; null outside training. */
export function addFlattenHead(
  tape: Tape,
  features: Tensor,
  parameters: Parameters,
  mask: Tensor | null,
): HeadOutputs {
  const { hiddenWeight, hiddenBias, outputWeight, outputBias } = flattenHeadNames;
  const [weight1, bias1] = [parameterOf(parameters, hiddenWeight), parameterOf(parameters, hiddenBias)];
  const [weight2, bias2] = [parameterOf(parameters, outputWeight), parameterOf(parameters, outputBias)];
  const hidden = tape.apply(
    relu,
    [tape.apply(gemm, [tape.apply(flatten, [features], {}), weight1, bias1], {})],
    {},
  );
  const kept = mask === null ? hidden : tape.apply(dropout, [hidden, mask], {});
  const classes = tape.apply(gemm, [kept, weight2, bias2], {});
  const { emitter } = tape;
  const difference = emitter.constant([2, 1], Float32Array.of(1, -1));
  return { logit: emitter.emit('MatMul', [classes, difference], [classes.shape[0]!, 1]), map: null, classes };
}

/** Draws a `pool-linear` head whose first logits are near the given bias. */
export function initialHead(
  channels: number,
  bias: number,
  random: () => number,
): ReadonlyMap<string, StoredTensor> {
  const shape = [1, channels, 1, 1];
  const bound = 0.1 / Math.sqrt(channels);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (2 * random() - 1) * bound);
  return new Map([
    [headNames.weight, { shape, values }],
    [headNames.bias, { shape: [1], values: Float32Array.of(bias) }],
  ]);
}

/** Draws a `flatten-512` head: weights evenly within Glorot and Bengio's bound (AISTATS 2010), no biases. */
export function initialFlattenHead(
  channels: number,
  size: number,
  random: () => number,
): ReadonlyMap<string, StoredTensor> {
  const shapes = listHeadParameters({ head: { kind: 'flatten-512' }, size }, channels);
  return new Map(
    shapes.map(({ name, shape }) => {
      const [inputs = 0, outputs] = shape;
      const bound = outputs === undefined ? 0 : Math.sqrt(6 / (inputs + outputs));
      return [
        name,
        { shape, values: Float32Array.from({ length: sizeOf(shape) }, () => (2 * random() - 1) * bound) },
      ];
    }),
  );
}
