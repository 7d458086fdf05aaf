import type { Layout, Tensor } from '../graph/emitter.ts';
import { add } from '../graph/operators/arithmetic.ts';
import { convolution, reorder } from '../graph/operators/convolution.ts';
import type { Tape } from '../graph/tape.ts';
import type { Architecture, HeadConfiguration } from './head.ts';
import { buildMobileNetV2, type Convolution, type Layers } from './mobilenet-v2.ts';
import {
  addFlattenHead,
  addPoolLinearHead,
  listHeadParameters,
  parameterOf,
  type HeadOutputs,
  type ParameterShape,
} from './trainable-head.ts';

/** Every parameter of the classifier in the order in which the network meets them. */
export function listParameters(architecture: Architecture): readonly ParameterShape[] {
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
  const { stride32 } = buildMobileNetV2(layers, 1, architecture);
  return [...shapes, ...listHeadParameters(architecture, stride32)];
}

export interface ClassifierOptions {
  readonly head: HeadConfiguration;
  readonly layout: Layout;
  /** 1 when left out. */
  readonly widthMultiplier?: number;
  /** Of the dropout, `[N, 512]`; null outside training. */
  readonly mask: Tensor | null;
}

/** Adds the classifier to a tape; it computes what `encodeClassifier` exports. */
export function addTrainableClassifier(
  tape: Tape,
  pixels: Tensor,
  parameters: ReadonlyMap<string, Tensor>,
  { head, layout, widthMultiplier = 1, mask }: ClassifierOptions,
): HeadOutputs {
  const layers = new TrainableLayers(tape, parameters, layout);
  const inputChannels = pixels.shape[1] === 3 ? 3 : 1;
  const features = buildMobileNetV2(layers, pixels, { widthMultiplier, inputChannels }).stride32;
  const planar = tape.apply(reorder, [features], { layout: 'planar' });
  return head.kind === 'pool-linear'
    ? addPoolLinearHead(tape, planar, parameters, head.pooling)
    : addFlattenHead(tape, planar, parameters, mask);
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
