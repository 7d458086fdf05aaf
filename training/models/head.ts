import type { MapPooling } from './fracture-classifier.ts';

/**
 * What turns the last feature map into the film's logit.
 *
 * `pool-linear` weighs the channels of every cell and pools the map of logits, so the map explains the logit.
 * `flatten-512` is the published one: all cells and channels into 512 units with ReLU, dropout, and two outputs,
 * fractured and not. It has no such map, and its weights fit one input size only.
 */
export type HeadConfiguration =
  | { readonly kind: 'pool-linear'; readonly pooling: MapPooling }
  | {
      readonly kind: 'flatten-512';
      /** Probability that a unit is left out of a training step. */
      readonly dropout: number;
      /** Between its two outputs: each a yes or no of its own, as published, or one choice of two. */
      readonly activation: 'sigmoid' | 'softmax';
    };

/** What decides the names and shapes of a classifier's parameters. */
export interface Architecture {
  readonly head: Pick<HeadConfiguration, 'kind'>;
  /** Rows and columns of the input, a multiple of 32. */
  readonly size: number;
  /** 1 for the published network. */
  readonly widthMultiplier?: number;
  /** 1 (the default) for films; 3 for colour. */
  readonly inputChannels?: 1 | 3;
  /**
   * `folded` (the default): a convolution has a weight and a bias, as the pretrained weights come. `batch`: it has a
   * weight, and batch normalization after it with gamma, beta and the moving averages of mean and variance.
   */
  readonly normalization?: 'folded' | 'batch';
}
