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
