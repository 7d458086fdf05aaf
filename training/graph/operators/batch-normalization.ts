import type { Emitter, Tensor } from '../emitter.ts';
import { extentsOf } from '../kernels/convolution.ts';
import type { Operator } from '../tape.ts';

/** Over the films and pixels of a batch, one value for each channel: `[C]`. */
export interface BatchStatistics {
  readonly mean: Tensor;
  /** The mean of squared distances from the mean, not the unbiased estimate. */
  readonly variance: Tensor;
}

/** Those of a feature map in either layout; a training keeps a moving average of them for inference. */
export function batchStatistics(emitter: Emitter, x: Tensor): BatchStatistics {
  const view = viewOf(x);
  const cells = emitter.reshape(x, view.cells);
  const mean = meanOverCells(emitter, cells, view);
  const distances = emitter.pair('Sub', cells, emitter.reshape(mean, view.channels));
  return { mean, variance: meanOverCells(emitter, emitter.pair('Mul', distances, distances), view) };
}

export interface BatchNormalizationAttributes {
  /** Added to the variance. */
  readonly epsilon: number;
  /** Those of this very input: the gradient flows through them too. */
  readonly statistics: BatchStatistics;
}

/**
 * `gamma (x - mean) / sqrt(variance + epsilon) + beta` by the batch's own statistics (Ioffe and Szegedy, arXiv
 * 1502.03167). Inputs: x `[N, C, H, W]` in either layout, gamma `[C]`, beta `[C]`.
 */
export const batchNormalization: Operator<BatchNormalizationAttributes> = {
  forward(emitter, [x, gamma, beta], attributes) {
    requireChannels(x!, gamma!, beta!);
    const { channels } = viewOf(x!);
    const { normalised } = normalise(emitter, x!, attributes);
    const scaled = emitter.pair('Mul', normalised, emitter.reshape(gamma!, channels));
    return emitter.reshape(
      emitter.pair('Add', scaled, emitter.reshape(beta!, channels)),
      x!.shape,
      x!.layout,
    );
  },
  vjp(emitter, { inputs: [x, gamma], attributes }, dY) {
    const view = viewOf(x!);
    const dCells = emitter.reshape(dY, view.cells);
    const alongNormalised = (): Tensor =>
      emitter.pair('Mul', dCells, normalise(emitter, x!, attributes).normalised);
    const emitInputGradient = (): Tensor => {
      const { normalised, scale } = normalise(emitter, x!, attributes);
      const shared = emitter.reshape(meanOverCells(emitter, dCells, view), view.channels);
      const slope = emitter.reshape(meanOverCells(emitter, alongNormalised(), view), view.channels);
      const centred = emitter.pair(
        'Sub',
        emitter.pair('Sub', dCells, shared),
        emitter.pair('Mul', normalised, slope),
      );
      const factor = emitter.pair('Mul', scale, emitter.reshape(gamma!, view.channels));
      return emitter.reshape(emitter.pair('Mul', centred, factor), x!.shape, x!.layout);
    };
    return [
      emitInputGradient,
      () => sumOverCells(emitter, alongNormalised(), view),
      () => sumOverCells(emitter, dCells, view),
    ];
  },
};

/** A feature map as `[N, G, H W, B]` with G times B channels: of any layout, the same bytes. */
interface CellView {
  readonly cells: readonly number[];
  /** One value a channel, which broadcasts to the cells. */
  readonly channels: readonly number[];
}

const block = 8;

function viewOf(x: Tensor): CellView {
  const [n, c, h, w] = extentsOf(x);
  const [groups, together] = x.layout === 'blocked' ? [c / block, block] : [c, 1];
  return { cells: [n, groups, h * w, together], channels: [1, groups, 1, together] };
}

function normalise(
  emitter: Emitter,
  x: Tensor,
  { epsilon, statistics: { mean, variance } }: BatchNormalizationAttributes,
): { readonly normalised: Tensor; readonly scale: Tensor } {
  const { cells, channels } = viewOf(x);
  const spread = emitter.pair('Add', variance, emitter.scalar(epsilon));
  const deviation = emitter.emit('Sqrt', [spread], spread.shape);
  const scale = emitter.reshape(emitter.emit('Reciprocal', [deviation], spread.shape), channels);
  const distances = emitter.pair('Sub', emitter.reshape(x, cells), emitter.reshape(mean, channels));
  return { normalised: emitter.pair('Mul', distances, scale), scale };
}

function sumOverCells(emitter: Emitter, cells: Tensor, { channels }: CellView): Tensor {
  return emitter.reshape(emitter.sum(cells, [0, 2]), [channels[1]! * channels[3]!]);
}

function meanOverCells(emitter: Emitter, cells: Tensor, view: CellView): Tensor {
  const share = emitter.scalar(1 / (view.cells[0]! * view.cells[2]!));
  return emitter.pair('Mul', sumOverCells(emitter, cells, view), share);
}

function requireChannels(x: Tensor, gamma: Tensor, beta: Tensor): void {
  const [, c] = extentsOf(x);
  for (const [name, { shape }] of Object.entries({ gamma, beta }))
    if (shape.join() !== `${c}`)
      throw new RangeError(
        `Batch normalization of ${c} channels wants as many of ${name}, not ${shape.join('x')}.`,
      );
}
