import type { Layout, Tensor } from '../graph/emitter.ts';
import { add } from '../graph/operators/arithmetic.ts';
import { relu6 as relu6Operator } from '../graph/operators/activation.ts';
import { batchNormalization, batchStatistics } from '../graph/operators/batch-normalization.ts';
import { convolution, reorder, type ConvolutionAttributes } from '../graph/operators/convolution.ts';
import type { Tape } from '../graph/tape.ts';
import { normalizationEpsilon } from './fold-batch-normalization.ts';
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

/**
 * Every parameter of the classifier in the order in which the network meets them, and after them the moving
 * averages of the batches' statistics where there are any.
 */
export function listParameters(architecture: Architecture): readonly ParameterShape[] {
  const { normalization = 'folded' } = architecture;
  const [shapes, statistics]: [ParameterShape[], ParameterShape[]] = [[], []];
  let index = 0;
  const layers: Layers<number> = {
    convolve(_, { inputs, channels, kernel, group = 1 }) {
      const layer = `l${index++}`;
      const named = (part: string): ParameterShape => ({ name: `${layer}.${part}`, shape: [channels] });
      shapes.push({ name: `${layer}.weight`, shape: [channels, inputs / group, kernel, kernel] });
      if (normalization === 'folded') shapes.push(named('bias'));
      else {
        shapes.push(named('gamma'), named('beta'));
        statistics.push(named('mean'), named('variance'));
      }
      return channels;
    },
    add: (left) => left,
  };
  const channels = buildMobileNetV2(layers, 1, architecture);
  return [...shapes, ...listHeadParameters(architecture, channels), ...statistics];
}

export interface ClassifierOptions {
  readonly head: HeadConfiguration;
  readonly layout: Layout;
  /** 1 when left out. */
  readonly widthMultiplier?: number;
  /** Of the dropout, `[N, 512]`; null outside training. */
  readonly mask: Tensor | null;
  /** How a convolution is normalized: not at all, by its batch, or by the moving averages as in inference. */
  readonly normalization: 'folded' | 'batch' | 'moving';
}

export interface ClassifierOutputs extends HeadOutputs {
  /** By the names of the moving averages; empty where no batch is normalized by itself. */
  readonly statistics: ReadonlyMap<string, Tensor>;
}

/** Adds the classifier to a tape; it computes what `encodeClassifier` exports. */
export function addTrainableClassifier(
  tape: Tape,
  pixels: Tensor,
  parameters: ReadonlyMap<string, Tensor>,
  { head, layout, widthMultiplier = 1, mask, normalization }: ClassifierOptions,
): ClassifierOutputs {
  const layers = new TrainableLayers(tape, parameters, layout, normalization);
  const inputChannels = pixels.shape[1] === 3 ? 3 : 1;
  const features = buildMobileNetV2(layers, pixels, { widthMultiplier, inputChannels });
  const planar = tape.apply(reorder, [features], { layout: 'planar' });
  const outputs =
    head.kind === 'pool-linear'
      ? addPoolLinearHead(tape, planar, parameters, head.pooling)
      : addFlattenHead(tape, planar, parameters, mask);
  return { ...outputs, statistics: layers.statistics };
}

class TrainableLayers implements Layers<Tensor> {
  readonly statistics = new Map<string, Tensor>();
  readonly #tape: Tape;
  readonly #parameters: ReadonlyMap<string, Tensor>;
  readonly #layout: Layout;
  readonly #normalization: ClassifierOptions['normalization'];
  #index = 0;

  constructor(
    tape: Tape,
    parameters: ReadonlyMap<string, Tensor>,
    layout: Layout,
    normalization: ClassifierOptions['normalization'],
  ) {
    this.#tape = tape;
    this.#parameters = parameters;
    this.#layout = layout;
    this.#normalization = normalization;
  }

  convolve(input: Tensor, { stride, relu6, group = 1 }: Convolution): Tensor {
    const layer = `l${this.#index++}`;
    const spec = { stride, relu6, group, layout: this.#layout };
    if (this.#normalization === 'batch') return this.#convolveAndNormalize(layer, input, spec);
    const { weight, bias } =
      this.#normalization === 'folded'
        ? { weight: this.#parameter(layer, 'weight'), bias: this.#parameter(layer, 'bias') }
        : this.#fold(layer);
    return this.#tape.apply(convolution, [input, weight, bias], spec);
  }

  add(left: Tensor, right: Tensor): Tensor {
    return this.#tape.apply(add, [left, right], {});
  }

  #convolveAndNormalize(layer: string, input: Tensor, spec: ConvolutionAttributes): Tensor {
    const { emitter } = this.#tape;
    const [weight, gamma] = [this.#parameter(layer, 'weight'), this.#parameter(layer, 'gamma')];
    const noBias = emitter.constant(gamma.shape, new Float32Array(gamma.shape[0]!));
    const raw = this.#tape.apply(convolution, [input, weight, noBias], { ...spec, relu6: false });
    const statistics = batchStatistics(emitter, raw);
    this.statistics.set(`${layer}.mean`, statistics.mean);
    this.statistics.set(`${layer}.variance`, statistics.variance);
    const attributes = { epsilon: normalizationEpsilon, statistics };
    const normal = this.#tape.apply(
      batchNormalization,
      [raw, gamma, this.#parameter(layer, 'beta')],
      attributes,
    );
    return spec.relu6 ? this.#tape.apply(relu6Operator, [normal], {}) : normal;
  }

  /** As `foldBatchNormalization` does outside the graph; no gradient flows through it. */
  #fold(layer: string): { readonly weight: Tensor; readonly bias: Tensor } {
    const { emitter } = this.#tape;
    const [weight, mean] = [this.#parameter(layer, 'weight'), this.#parameter(layer, 'mean')];
    const spread = emitter.pair(
      'Add',
      this.#parameter(layer, 'variance'),
      emitter.scalar(normalizationEpsilon),
    );
    const deviation = emitter.emit('Sqrt', [spread], spread.shape);
    const factor = emitter.pair('Div', this.#parameter(layer, 'gamma'), deviation);
    const wide = emitter.reshape(factor, [weight.shape[0]!, 1, 1, 1]);
    const offset = emitter.pair('Mul', mean, factor);
    return {
      weight: emitter.pair('Mul', weight, wide),
      bias: emitter.pair('Sub', this.#parameter(layer, 'beta'), offset),
    };
  }

  #parameter(layer: string, part: string): Tensor {
    return parameterOf(this.#parameters, `${layer}.${part}`);
  }
}
