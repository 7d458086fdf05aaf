import type { Emitter, Tensor } from '../emitter.ts';
import {
  convolutionAttributes,
  correlationAttributes,
  extentsOf,
  samePadding,
  transposedAttributes,
  type ConvolutionKernels,
  type ConvolutionSpec,
} from './convolution.ts';

/** Convolutions in C order with standard operators, which every provider of the runtime has. */
export const planarKernels: ConvolutionKernels = {
  forward(emitter, { x, weight, bias }, spec) {
    const [n, , h, w] = extentsOf(x);
    const [filters, , kernel] = extentsOf(weight);
    const shape = [
      n,
      filters,
      samePadding(h, kernel, spec.stride).output,
      samePadding(w, kernel, spec.stride).output,
    ];
    const attributes = convolutionAttributes([h, w], kernel, spec);
    const output = emitter.emit('Conv', [x, weight, bias], shape, { attributes });
    return spec.relu6 ? emitter.emit('Clip', [output, emitter.scalar(0), emitter.scalar(6)], shape) : output;
  },

  inputGradient(emitter, { dY, weight }, spec, inputShape) {
    const [, , h, w] = extentsOf({ shape: inputShape });
    const [, , kernel] = extentsOf(weight);
    const turned = flip(emitter, spec.group === 1 ? emitter.transpose(weight, [1, 0, 2, 3]) : weight);
    const attributes = transposedAttributes([h, w], kernel, spec);
    const spreadY = spec.stride === 1 ? dY : spread(emitter, dY);
    return emitter.emit('Conv', [spreadY, turned], inputShape, { attributes });
  },

  weightGradient(emitter, { dY, x }, spec, kernel) {
    if (spec.group > 1) return depthwiseWeightGradient(emitter, { dY, x }, spec, kernel);
    if (kernel === 1) return pointwiseWeightGradient(emitter, { dY, x });
    return fullWeightGradient(emitter, { dY, x }, spec, kernel);
  },

  biasGradient: (emitter, dY) => emitter.sum(dY, [0, 2, 3]),
};

/** Turns kernels by half a turn. */
export function flip(emitter: Emitter, weight: Tensor): Tensor {
  const [, , kernel] = extentsOf(weight);
  if (kernel === 1) return weight;
  const [starts, ends] = [emitter.integers([-1, -1]), emitter.integers([-1 - kernel, -1 - kernel])];
  return emitter.emit(
    'Slice',
    [weight, starts, ends, emitter.integers([2, 3]), emitter.integers([-1, -1])],
    weight.shape,
  );
}

/** Puts a zero after every row and every column. */
function spread(emitter: Emitter, dY: Tensor): Tensor {
  const [n, c, h, w] = extentsOf(dY);
  const apart = emitter.reshape(dY, [n * c, h, 1, w, 1]);
  const pads = emitter.integers([0, 0, 0, 0, 0, 0, 0, 1, 0, 1]);
  const padded = emitter.emit('Pad', [apart, pads], [n * c, h, 2, w, 2]);
  return emitter.reshape(padded, [n, c, 2 * h, 2 * w]);
}

type Factors = { readonly dY: Tensor; readonly x: Tensor };

/** The products of dY and X at every pixel, summed. */
export function pointwiseWeightGradient(emitter: Emitter, { dY, x }: Factors): Tensor {
  const [n, filters, h, w] = extentsOf(dY);
  const [, channels] = extentsOf(x);
  const left = emitter.reshape(dY, [n, filters, h * w]);
  const right = emitter.transpose(emitter.reshape(x, [n, channels, h * w]), [0, 2, 1]);
  const products = emitter.emit('MatMul', [left, right], [n, filters, channels]);
  const summed = sumRows(emitter, emitter.reshape(products, [n, filters * channels]));
  return emitter.reshape(summed, [filters, channels, 1, 1]);
}

/** The sum of a matrix's rows, as a product with ones: ReduceSum over the first axis reads columns, and crawls. */
export function sumRows(emitter: Emitter, matrix: Tensor): Tensor {
  const [rows, columns] = matrix.shape;
  const ones = emitter.constant([1, rows!], new Float32Array(rows!).fill(1));
  return emitter.emit('MatMul', [ones, matrix], [1, columns!]);
}

/** Every channel of every film is a group of its own, convolved by its gradient. */
function depthwiseWeightGradient(
  emitter: Emitter,
  { dY, x }: Factors,
  { stride }: ConvolutionSpec,
  kernel: number,
): Tensor {
  const [n, c, h, w] = extentsOf(dY);
  const [, , rows, columns] = extentsOf(x);
  const input = emitter.reshape(x, [1, n * c, rows, columns]);
  const filter = emitter.reshape(dY, [n * c, 1, h, w]);
  const attributes = correlationAttributes([rows, columns], [h, w], kernel, { stride, group: n * c });
  const taps = emitter.emit('Conv', [input, filter], [1, n * c, kernel, kernel], { attributes });
  const summed = sumRows(emitter, emitter.reshape(taps, [n, c * kernel * kernel]));
  return emitter.reshape(summed, [c, 1, kernel, kernel]);
}

/** Films take the place of channels, so that the convolution sums over them. */
function fullWeightGradient(
  emitter: Emitter,
  { dY, x }: Factors,
  { stride }: ConvolutionSpec,
  kernel: number,
): Tensor {
  const [, filters, h, w] = extentsOf(dY);
  const [, channels, rows, columns] = extentsOf(x);
  const attributes = correlationAttributes([rows, columns], [h, w], kernel, { stride, group: 1 });
  const inputs = [emitter.transpose(x, [1, 0, 2, 3]), emitter.transpose(dY, [1, 0, 2, 3])];
  const taps = emitter.emit('Conv', inputs, [channels, filters, kernel, kernel], { attributes });
  return emitter.transpose(taps, [1, 0, 2, 3]);
}
