import { sizeOf, type Layout, type Tensor } from '../graph/emitter.ts';
import { convolution, reorder } from '../graph/operators/convolution.ts';
import { add } from '../graph/operators/arithmetic.ts';
import { logSumExpPool, meanPool } from '../graph/operators/pooling.ts';
import type { Tape } from '../graph/tape.ts';
import { buildMobileNetV2, type Convolution, type Layers } from './mobilenet-v2.ts';
import type { MapPooling } from './fracture-classifier.ts';

export interface ParameterShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export const headNames = { weight: 'head.weight', bias: 'head.bias' } as const;

/** Every parameter of the classifier in the order in which the network meets them. */
export function listParameters(widthMultiplier = 1): readonly ParameterShape[] {
  const shapes: ParameterShape[] = [];
  const layers: Layers<number> = {
    convolve(_, { inputs, channels, kernel, group = 1 }) {
      const layer = `l${shapes.length / 2}`;
      shapes.push({ name: `${layer}.weight`, shape: [channels, inputs / group, kernel, kernel] });
      shapes.push({ name: `${layer}.bias`, shape: [channels] });
      return channels;
    },
    add: (left) => left,
  };
  const { stride32 } = buildMobileNetV2(layers, 1, widthMultiplier);
  return [
    ...shapes,
    { name: headNames.weight, shape: [1, stride32, 1, 1] },
    { name: headNames.bias, shape: [1] },
  ];
}

/** The classifier's outputs: the map of logits `[N, 1, h, w]` and the logit pooled from it, `[N, 1]`. */
export interface ClassifierOutputs {
  readonly logit: Tensor;
  readonly map: Tensor;
}

/** Adds the classifier to a tape; it computes what `encodeFractureClassifier` exports. */
export function addTrainableClassifier(
  tape: Tape,
  pixels: Tensor,
  parameters: ReadonlyMap<string, Tensor>,
  { pooling, layout }: { readonly pooling: MapPooling; readonly layout: Layout },
): ClassifierOutputs {
  const layers = new TrainableLayers(tape, parameters, layout);
  const features = buildMobileNetV2(layers, pixels).stride32;
  const planar = tape.apply(reorder, [features], { layout: 'planar' });
  const head = [planar, parameterOf(parameters, headNames.weight), parameterOf(parameters, headNames.bias)];
  const map = tape.apply(convolution, head, { stride: 1, group: 1, relu6: false, layout: 'planar' });
  const logit =
    pooling.method === 'mean'
      ? tape.apply(meanPool, [map], {})
      : tape.apply(logSumExpPool, [map], { sharpness: pooling.sharpness });
  return { logit, map };
}

class TrainableLayers implements Layers<Tensor> {
  readonly #tape: Tape;
  readonly #parameters: ReadonlyMap<string, Tensor>;
  readonly #layout: Layout;
  #index = 0;

  constructor(tape: Tape, parameters: ReadonlyMap<string, Tensor>, layout: Layout) {
    this.#tape = tape;
    this.#parameters = parameters;
    this.#layout = layout;
  }

  convolve(input: Tensor, { stride, relu6, group = 1 }: Convolution): Tensor {
    const layer = `l${this.#index++}`;
    const weight = parameterOf(this.#parameters, `${layer}.weight`);
    const bias = parameterOf(this.#parameters, `${layer}.bias`);
    const attributes = { stride, relu6, group, layout: this.#layout };
    return this.#tape.apply(convolution, [input, weight, bias], attributes);
  }

  add(left: Tensor, right: Tensor): Tensor {
    return this.#tape.apply(add, [left, right], {});
  }
}

function parameterOf(parameters: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const parameter = parameters.get(name);
  if (parameter === undefined) throw new RangeError(`The parameter ${name} is missing.`);
  return parameter;
}

/** Draws a head whose first logits are near the given bias. */
export function initialHead(
  channels: number,
  bias: number,
  random: () => number,
): ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }> {
  const shape = [1, channels, 1, 1];
  const bound = 0.1 / Math.sqrt(channels);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => (2 * random() - 1) * bound);
  return new Map([
    [headNames.weight, { shape, values }],
    [headNames.bias, { shape: [1], values: Float32Array.of(bias) }],
  ]);
}
