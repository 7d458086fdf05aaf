import type { Emitter, Tensor } from '../emitter.ts';

/** A convolution with SAME_UPPER padding; every kernel is square. */
export interface ConvolutionSpec {
  readonly stride: 1 | 2;
  /** 1, or as many as input channels (depthwise). */
  readonly group: number;
  /** Whether the output is clipped to 0..6. */
  readonly relu6: boolean;
}

/** What a memory layout must know to run convolutions forwards and backwards. Weights are OIHW and planar. */
export interface ConvolutionKernels {
  forward(emitter: Emitter, operands: ConvolutionOperands, spec: ConvolutionSpec): Tensor;
  /** `dX` for an input of the given shape. */
  inputGradient(
    emitter: Emitter,
    gradient: { readonly dY: Tensor; readonly weight: Tensor },
    spec: ConvolutionSpec,
    inputShape: readonly number[],
  ): Tensor;
  /** `dW`, with as many taps a side as the kernel. */
  weightGradient(
    emitter: Emitter,
    gradient: { readonly dY: Tensor; readonly x: Tensor },
    spec: ConvolutionSpec,
    kernel: number,
  ): Tensor;
  biasGradient(emitter: Emitter, dY: Tensor): Tensor;
}

export interface ConvolutionOperands {
  readonly x: Tensor;
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/** The output's extent along one axis and the zeros before and after the input, as TensorFlow's SAME. */
export function samePadding(
  extent: number,
  kernel: number,
  stride: number,
): { readonly output: number; readonly before: number; readonly after: number } {
  const output = Math.ceil(extent / stride);
  const total = Math.max(0, (output - 1) * stride + kernel - extent);
  const before = Math.floor(total / 2);
  return { output, before, after: total - before };
}

/** The extents of a tensor of four axes. */
export function extentsOf({ shape }: Pick<Tensor, 'shape'>): readonly [number, number, number, number] {
  const [n, c, h, w] = shape;
  if (n === undefined || c === undefined || h === undefined || w === undefined || shape.length !== 4)
    throw new RangeError(`A tensor of four axes is needed, not of shape ${shape.join('x') || 'scalar'}.`);
  return [n, c, h, w];
}

/** ONNX attributes of a convolution that pads as `samePadding` says. */
export function convolutionAttributes(
  input: readonly [rows: number, columns: number],
  kernel: number,
  { stride, group }: Pick<ConvolutionSpec, 'stride' | 'group'>,
): Readonly<Record<string, number | readonly number[]>> {
  const [rows, columns] = input.map((extent) => samePadding(extent, kernel, stride));
  return {
    group,
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    dilations: [1, 1],
    pads: [rows!.before, columns!.before, rows!.after, columns!.after],
  };
}

/** The transposed convolution that `dX` is: the flipped kernel over `dY`, spread where the stride was 2. */
export function transposedAttributes(
  input: readonly [rows: number, columns: number],
  kernel: number,
  { stride, group }: Pick<ConvolutionSpec, 'stride' | 'group'>,
): Readonly<Record<string, number | readonly number[]>> {
  const [rows, columns] = input.map((extent) => {
    const { output, before } = samePadding(extent, kernel, stride);
    const begin = kernel - 1 - before;
    return { begin, end: extent + kernel - 1 - begin - output * stride };
  });
  return {
    group,
    kernel_shape: [kernel, kernel],
    strides: [1, 1],
    dilations: [1, 1],
    pads: [rows!.begin, columns!.begin, rows!.end, columns!.end],
  };
}

/** `dW` as a convolution of X by dY: taps lie one pixel apart, the pixels of dY a stride. */
export function correlationAttributes(
  input: readonly [rows: number, columns: number],
  output: readonly [rows: number, columns: number],
  kernel: number,
  { stride, group }: Pick<ConvolutionSpec, 'stride' | 'group'>,
): Readonly<Record<string, number | readonly number[]>> {
  const { pads } = convolutionAttributes(input, kernel, { stride, group });
  return { group, kernel_shape: output, strides: [1, 1], dilations: [stride, stride], pads: pads! };
}
