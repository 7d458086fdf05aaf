import type { Graph, Value } from '../onnx/graph.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import type { Architecture } from './head.ts';

/** The batch-norm-folded weights `l0..l51`, by the names `lN.weight` and `lN.bias`. */
export type MobileNetV2Weights = ReadonlyMap<string, StoredTensor>;

/** A row of table 2 of Sandler et al. 2018 (arXiv 1801.04381). */
interface Stage {
  readonly expansionFactor: number;
  readonly channels: number;
  readonly blocks: number;
  readonly stride: 1 | 2;
}

const stages: readonly Stage[] = [
  { expansionFactor: 1, channels: 16, blocks: 1, stride: 1 },
  { expansionFactor: 6, channels: 24, blocks: 2, stride: 2 },
  { expansionFactor: 6, channels: 32, blocks: 3, stride: 2 },
  { expansionFactor: 6, channels: 64, blocks: 4, stride: 2 },
  { expansionFactor: 6, channels: 96, blocks: 3, stride: 1 },
  { expansionFactor: 6, channels: 160, blocks: 3, stride: 2 },
  { expansionFactor: 6, channels: 320, blocks: 1, stride: 1 },
];
const stemChannels = 32;
const lastChannels = 1280;

/**
 * Adds MobileNetV2 up to its last convolution, for an input `[N, 1, H, W]` normalised to [-1, 1].
 * A film has one channel where the network was trained on three: summing the stem's weights over RGB
 * computes exactly what three equal channels would. The result is the map of the last ReLU6: 1280 channels up
 * to width 1, one cell per 32 pixels.
 *
 * @throws RangeError when the weights have other shapes than the architecture.
 */
export function addMobileNetV2(
  graph: Graph,
  pixels: Value,
  weights: MobileNetV2Weights,
  widthMultiplier = 1,
): Value {
  return buildMobileNetV2(new InferenceLayers(graph, greyStem(weights)), pixels, { widthMultiplier });
}

/** The architecture, once for inference and for training: layers are added in the order of the weight file. */
export function buildMobileNetV2<T>(
  layers: Layers<T>,
  pixels: T,
  { widthMultiplier = 1, inputChannels = 1 }: Pick<Architecture, 'widthMultiplier' | 'inputChannels'> = {},
): T {
  let channels = scaleChannels(stemChannels, widthMultiplier);
  let value = layers.convolve(pixels, { inputs: inputChannels, channels, kernel: 3, stride: 2, relu6: true });
  for (const stage of stages) {
    const outChannels = scaleChannels(stage.channels, widthMultiplier);
    for (let block = 0; block < stage.blocks; block++) {
      const stride = block === 0 ? stage.stride : 1;
      const { expansionFactor } = stage;
      value = invertedResidual(layers, value, { channels, outChannels, expansionFactor, stride });
      channels = outChannels;
    }
  }
  const wide = scaleChannels(lastChannels, Math.max(1, widthMultiplier));
  const last = { inputs: channels, channels: wide, kernel: 1, stride: 1, relu6: true } as const;
  return layers.convolve(value, last);
}

/** A channel count times the width multiplier, rounded to a multiple of 8 without losing more than a tenth. */
export function scaleChannels(channels: number, widthMultiplier: number): number {
  const scaled = channels * widthMultiplier;
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8);
  return rounded < 0.9 * scaled ? rounded + 8 : rounded;
}

interface InvertedResidual {
  readonly channels: number;
  readonly outChannels: number;
  readonly expansionFactor: number;
  readonly stride: 1 | 2;
}

/** Widens, filters each channel, narrows without an activation, and adds its input where the shapes agree. */
function invertedResidual<T>(
  layers: Layers<T>,
  input: T,
  { channels, outChannels, expansionFactor, stride }: InvertedResidual,
): T {
  const wide = channels * expansionFactor;
  const widen = { inputs: channels, channels: wide, kernel: 1, stride: 1, relu6: true } as const;
  const expanded = expansionFactor === 1 ? input : layers.convolve(input, widen);
  const filter = { inputs: wide, channels: wide, kernel: 3, stride, relu6: true, group: wide } as const;
  const filtered = layers.convolve(expanded, filter);
  const shrink = { inputs: wide, channels: outChannels, kernel: 1, stride: 1, relu6: false } as const;
  const narrow = layers.convolve(filtered, shrink);
  return stride === 1 && channels === outChannels ? layers.add(input, narrow) : narrow;
}

/** One convolution of the architecture, padded SAME_UPPER. */
export interface Convolution {
  readonly inputs: number;
  readonly channels: number;
  readonly kernel: 1 | 3;
  readonly stride: 1 | 2;
  readonly relu6: boolean;
  /** As many as input channels for a depthwise convolution; 1 when left out. */
  readonly group?: number;
}

/** Adds layers to a graph of some kind; convolutions are counted as `l0`, `l1` and so on. */
export interface Layers<T> {
  convolve(input: T, convolution: Convolution): T;
  add(left: T, right: T): T;
}

class InferenceLayers implements Layers<Value> {
  readonly #graph: Graph;
  readonly #weights: MobileNetV2Weights;
  readonly #relu6Bounds: readonly Value[];
  #index = 0;

  constructor(graph: Graph, weights: MobileNetV2Weights) {
    this.#graph = graph;
    this.#weights = weights;
    this.#relu6Bounds = [
      graph.constant('relu6.min', [], Float32Array.of(0)),
      graph.constant('relu6.max', [], Float32Array.of(6)),
    ];
  }

  convolve(input: Value, { inputs, channels, kernel, stride, relu6, group = 1 }: Convolution): Value {
    const layer = `l${this.#index++}`;
    const weight = this.#constant(`${layer}.weight`, [channels, inputs / group, kernel, kernel]);
    const bias = this.#constant(`${layer}.bias`, [channels]);
    const output = this.#graph.node('Conv', `${layer}.conv`, [input, weight, bias], {
      auto_pad: 'SAME_UPPER',
      group,
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
    });
    return relu6 ? this.#graph.node('Clip', `${layer}.relu6`, [output, ...this.#relu6Bounds]) : output;
  }

  add(left: Value, right: Value): Value {
    return this.#graph.node('Add', `l${this.#index - 1}.residual`, [left, right]);
  }

  #constant(name: string, expected: readonly number[]): Value {
    const tensor = this.#weights.get(name);
    if (tensor?.shape.join() !== expected.join())
      throw new RangeError(
        `${name} has shape ${tensor?.shape.join('x') ?? 'none'}, not ${expected.join('x')}.`,
      );
    return this.#graph.constant(name, tensor.shape, tensor.values);
  }
}

/** The weights with a stem of one channel: the sum over RGB, or the stem as it is if it has one already. */
export function greyStem(weights: MobileNetV2Weights): MobileNetV2Weights {
  const stem = weights.get('l0.weight');
  if (stem?.shape[1] === 1) return weights;
  if (stem?.shape[1] !== 3) throw new RangeError('l0.weight does not convolve three channels.');
  const [filters = 0, , rows = 0, columns = 0] = stem.shape;
  const taps = rows * columns;
  const values = new Float32Array(filters * taps);
  for (let filter = 0; filter < filters; filter++) {
    for (let tap = 0; tap < taps; tap++) {
      const red = filter * 3 * taps + tap;
      values[filter * taps + tap] =
        stem.values[red]! + stem.values[red + taps]! + stem.values[red + 2 * taps]!;
    }
  }
  return new Map(weights).set('l0.weight', { shape: [filters, 1, rows, columns], values });
}
