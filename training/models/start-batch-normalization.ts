import { openSession } from '#node/inference/onnx-session';
import { Emitter, type Tensor } from '../graph/emitter.ts';
import { relu6 as relu6Operator } from '../graph/operators/activation.ts';
import { add } from '../graph/operators/arithmetic.ts';
import { batchStatistics, type BatchStatistics } from '../graph/operators/batch-normalization.ts';
import { convolution } from '../graph/operators/convolution.ts';
import { Tape } from '../graph/tape.ts';
import { Graph } from '../onnx/graph.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { normalizationEpsilon } from './fold-batch-normalization.ts';
import { buildMobileNetV2, type Convolution, type Layers, type MobileNetV2Weights } from './mobilenet-v2.ts';

/** Films to measure statistics on, `[films, 1, size, size]` in C order. */
export interface MeasuredFilms {
  readonly pixels: Float32Array;
  readonly films: number;
  readonly size: number;
}

/**
 * Puts batch normalization around folded convolutions without changing what the network computes: gamma and beta are
 * deviation and mean of what each convolution gives for some films, which normalization takes away and gives back.
 * With gamma 1 and beta 0 instead a training would begin with features that the pretrained network never had.
 */
export async function startBatchNormalization(
  weights: MobileNetV2Weights,
  { pixels, films, size }: MeasuredFilms,
  widthMultiplier = 1,
): Promise<ReadonlyMap<string, StoredTensor>> {
  const graph = new Graph();
  const layers = new MeasuringLayers(new Tape(new Emitter(graph)), weights);
  const input = layers.tape.emitter.input('pixels', [films, 1, size, size]);
  buildMobileNetV2(layers, input, { widthMultiplier });
  layers.statistics.forEach(({ mean, variance }, i) => {
    layers.tape.emitter.output(`l${i}.mean`, mean);
    layers.tape.emitter.output(`l${i}.variance`, variance);
  });
  const session = await openSession(graph.encode(), { provider: 'cpu' });
  const outputs = await session.run({ pixels: { values: pixels, dims: [films, 1, size, size] } });
  await session.release();
  const parameters = new Map<string, StoredTensor>();
  layers.statistics.forEach((_, i) => {
    const [mean, variance] = [outputs[`l${i}.mean`]!.values, outputs[`l${i}.variance`]!.values];
    const { shape, values: bias } = weights.get(`l${i}.bias`)!;
    parameters.set(`l${i}.weight`, weights.get(`l${i}.weight`)!);
    parameters.set(`l${i}.gamma`, {
      shape,
      values: variance.map((v) => Math.sqrt(v + normalizationEpsilon)),
    });
    parameters.set(`l${i}.beta`, { shape, values: mean });
    parameters.set(`l${i}.mean`, { shape, values: mean.map((value, channel) => value - bias[channel]!) });
    parameters.set(`l${i}.variance`, { shape, values: variance });
  });
  return parameters;
}

/** The folded network, which notes the statistics of every convolution before its ReLU6. */
class MeasuringLayers implements Layers<Tensor> {
  readonly statistics: BatchStatistics[] = [];
  readonly tape: Tape;
  readonly #weights: MobileNetV2Weights;

  constructor(tape: Tape, weights: MobileNetV2Weights) {
    this.tape = tape;
    this.#weights = weights;
  }

  convolve(input: Tensor, { stride, relu6, group = 1 }: Convolution): Tensor {
    const [weight, bias] = [this.#constant('weight'), this.#constant('bias')];
    const spec = { stride, group, relu6: false, layout: 'planar' } as const;
    const output = this.tape.apply(convolution, [input, weight, bias], spec);
    this.statistics.push(batchStatistics(this.tape.emitter, output));
    return relu6 ? this.tape.apply(relu6Operator, [output], {}) : output;
  }

  add(left: Tensor, right: Tensor): Tensor {
    return this.tape.apply(add, [left, right], {});
  }

  #constant(part: string): Tensor {
    const name = `l${this.statistics.length}.${part}`;
    const tensor = this.#weights.get(name);
    if (tensor === undefined) throw new RangeError(`The weight ${name} is missing.`);
    return this.tape.emitter.constant(tensor.shape, tensor.values);
  }
}
