import type { Emitter, Tensor } from '../emitter.ts';
import {
  convolutionAttributes,
  correlationAttributes,
  extentsOf,
  samePadding,
  transposedAttributes,
  type ConvolutionKernels,
} from './convolution.ts';
import { flip, planarKernels, pointwiseWeightGradient, sumRows } from './planar.ts';

/** The runtime's own operator set for blocked feature maps, which its optimiser uses for constant weights. */
const domain = 'com.microsoft.nchwc';

/** Channels a block: the runtime's choice on processors with AVX2 but without AVX-512. */
const block = 8;

/**
 * Convolutions on blocked feature maps; only the runtime's CPU provider has them. A planar input of one
 * channel is read as it is and gives a blocked output.
 */
export const blockedKernels: ConvolutionKernels = {
  forward(emitter, { x, weight, bias }, spec) {
    const [n, , h, w] = extentsOf(x);
    const [filters, channels, kernel] = extentsOf(weight);
    const blockedWeight = channels === 1 ? blockFilters(emitter, weight) : blockMatrix(emitter, weight);
    const shape = [
      n,
      filters,
      samePadding(h, kernel, spec.stride).output,
      samePadding(w, kernel, spec.stride).output,
    ];
    const activation = spec.relu6 ? { activation: 'Clip', activation_params: Float32Array.of(0, 6) } : {};
    const attributes = { ...convolutionAttributes([h, w], kernel, spec), ...activation };
    return emitter.emit('Conv', [x, blockedWeight, bias], shape, { attributes, domain, layout: 'blocked' });
  },

  inputGradient(emitter, { dY, weight }, spec, inputShape) {
    const [, , h, w] = extentsOf({ shape: inputShape });
    const [, , kernel] = extentsOf(weight);
    if (spec.group === 1 && kernel > 1)
      return planarKernels.inputGradient(emitter, { dY: toPlanar(emitter, dY), weight }, spec, inputShape);
    const turned =
      kernel === 1 ? blockTransposed(emitter, weight) : blockFilters(emitter, flip(emitter, weight));
    const attributes = transposedAttributes([h, w], kernel, spec);
    const spreadY = spec.stride === 1 ? dY : spread(emitter, dY);
    return emitter.emit('Conv', [spreadY, turned], inputShape, { attributes, domain });
  },

  weightGradient(emitter, { dY, x }, spec, kernel) {
    const [n, c, h, w] = extentsOf(dY);
    const [, , rows, columns] = extentsOf(x);
    if (spec.group === 1) {
      const planar = { dY: toPlanar(emitter, dY), x: toPlanar(emitter, x) };
      if (kernel === 1) return pointwiseWeightGradient(emitter, planar);
      return planarKernels.weightGradient(emitter, planar, spec, kernel);
    }
    // A blocked feature map and the blocked filters of as many groups as films times channels are the same bytes.
    const input = emitter.reshape(x, [1, n * c, rows, columns], 'blocked');
    const filter = emitter.reshape(dY, [n * c, 1, h, w], 'blocked');
    const group = { stride: spec.stride, group: n * c };
    const attributes = correlationAttributes([rows, columns], [h, w], kernel, group);
    const taps = emitter.emit('Conv', [input, filter], [1, n * c, kernel, kernel], { attributes, domain });
    const summed = sumRows(emitter, emitter.reshape(taps, [n, c * kernel * kernel]));
    const filters = emitter.reshape(summed, [1, c, kernel, kernel], 'blocked');
    return emitter.reshape(toPlanar(emitter, filters), [c, 1, kernel, kernel]);
  },

  biasGradient(emitter, dY) {
    const [n, c, h, w] = extentsOf(dY);
    const means = emitter.emit('GlobalAveragePool', [dY], [n, c, 1, 1], { domain });
    return emitter.pair('Mul', emitter.sum(emitter.reshape(means, [n, c]), [0]), emitter.scalar(h * w));
  },
};

/** The same feature map in C order. */
export function toPlanar(emitter: Emitter, tensor: Tensor): Tensor {
  if (tensor.layout === 'planar') return tensor;
  const attributes = { channels: tensor.shape[1]! };
  return emitter.emit('ReorderOutput', [tensor], tensor.shape, { attributes, domain, layout: 'planar' });
}

/** The same feature map in blocks; its channels must be a multiple of eight. */
export function toBlocked(emitter: Emitter, tensor: Tensor): Tensor {
  if (tensor.layout === 'blocked') return tensor;
  requireWholeBlocks(tensor.shape[1]!);
  return emitter.emit('ReorderInput', [tensor], tensor.shape, { domain, layout: 'blocked' });
}

/** Filters over one channel each, eight of them side by side: like a feature map of as many channels. */
function blockFilters(emitter: Emitter, weight: Tensor): Tensor {
  const [filters, , kernel] = extentsOf(weight);
  const map = toBlocked(emitter, emitter.reshape(weight, [1, filters, kernel, kernel]));
  return emitter.reshape(map, weight.shape);
}

/** A 1x1 kernel `[O, I]` as tiles of 8x8, outputs innermost: like a feature map of O channels and I pixels. */
function blockMatrix(emitter: Emitter, weight: Tensor): Tensor {
  const [filters, channels] = extentsOf(weight);
  requireWholeBlocks(channels);
  const map = toBlocked(emitter, emitter.reshape(weight, [1, filters, channels, 1]));
  return emitter.reshape(map, weight.shape);
}

/** The same of the transposed kernel: `[O, I]` read as O pixels whose I channels lie together. */
function blockTransposed(emitter: Emitter, weight: Tensor): Tensor {
  const [filters, channels] = extentsOf(weight);
  requireWholeBlocks(filters);
  requireWholeBlocks(channels);
  const pixels = emitter.reshape(weight, [1, filters, 1, channels]);
  const attributes = { channels_last: 1 };
  const shape = [channels, filters, 1, 1];
  const map = emitter.emit('ReorderInput', [pixels], [1, channels, filters, 1], { attributes, domain });
  return emitter.reshape(map, shape);
}

/** Puts a zero after every row and every column. */
function spread(emitter: Emitter, dY: Tensor): Tensor {
  const [n, c, h, w] = extentsOf(dY);
  const apart = emitter.reshape(dY, [(n * c) / block, h, 1, w, block]);
  const pads = emitter.integers([0, 0, 0, 0, 0, 0, 0, 1, 0, block]);
  const padded = emitter.emit('Pad', [apart, pads], [(n * c) / block, h, 2, w, 2 * block]);
  return emitter.reshape(padded, [n, c, 2 * h, 2 * w], 'blocked');
}

function requireWholeBlocks(channels: number): void {
  if (channels % block !== 0) throw new RangeError(`${channels} channels are not whole blocks of ${block}.`);
}
