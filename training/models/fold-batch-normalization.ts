import type { StoredTensor } from '../weights/safetensors.ts';

/** Added to the variance, as the pretrained network's own training did. */
export const normalizationEpsilon = 1e-3;

/** Whether a parameter is a moving average of the batches' statistics, which no gradient changes. */
export function isBatchStatistic(name: string): boolean {
  return /^l\d+\.(mean|variance)$/.test(name);
}

/** A convolution's weight `[O, I, K, K]` in C order and its bias `[O]`. */
export interface ConvolutionParameters {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** What follows it, one value a channel: what was learned, and the moving averages of the batches' statistics. */
export interface NormalizationParameters {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  /** Added to the variance. */
  readonly epsilon: number;
}

/** The one convolution that computes what a convolution and its batch normalization do in inference. */
export function foldBatchNormalization(
  { weight, bias }: ConvolutionParameters,
  { gamma, beta, mean, variance, epsilon }: NormalizationParameters,
): ConvolutionParameters {
  const factors = gamma.map((value, channel) => value / Math.sqrt(variance[channel]! + epsilon));
  const taps = weight.length / bias.length;
  return {
    weight: weight.map((value, i) => value * factors[Math.floor(i / taps)]!),
    bias: bias.map((value, channel) => (value - mean[channel]!) * factors[channel]! + beta[channel]!),
  };
}

/**
 * A classifier's parameters with every batch normalization folded into its convolution, as inference runs it; those of
 * a folded classifier as they are.
 */
export function foldParameters(
  parameters: ReadonlyMap<string, StoredTensor>,
): ReadonlyMap<string, StoredTensor> {
  const folded = new Map(parameters);
  for (const [name, gamma] of parameters) {
    const layer = /^(l\d+)\.gamma$/.exec(name)?.[1];
    if (layer === undefined) continue;
    const weight = partOf(parameters, layer, 'weight');
    const { shape } = gamma;
    const one = foldBatchNormalization(
      { weight: weight.values, bias: new Float32Array(shape[0]!) },
      {
        gamma: gamma.values,
        beta: partOf(parameters, layer, 'beta').values,
        mean: partOf(parameters, layer, 'mean').values,
        variance: partOf(parameters, layer, 'variance').values,
        epsilon: normalizationEpsilon,
      },
    );
    folded.set(`${layer}.weight`, { shape: weight.shape, values: one.weight });
    folded.set(`${layer}.bias`, { shape, values: one.bias });
    for (const part of ['gamma', 'beta', 'mean', 'variance']) folded.delete(`${layer}.${part}`);
  }
  return folded;
}

function partOf(parameters: ReadonlyMap<string, StoredTensor>, layer: string, part: string): StoredTensor {
  const tensor = parameters.get(`${layer}.${part}`);
  if (tensor === undefined) throw new RangeError(`The parameter ${layer}.${part} is missing.`);
  return tensor;
}
