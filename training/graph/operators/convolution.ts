import type { Emitter, Layout, Tensor } from '../emitter.ts';
import { blockedKernels, toBlocked, toPlanar } from '../kernels/blocked.ts';
import { extentsOf, type ConvolutionKernels, type ConvolutionSpec } from '../kernels/convolution.ts';
import { planarKernels } from '../kernels/planar.ts';
import type { Operator } from '../tape.ts';
import { maskRelu6 } from './activation.ts';

const kernelsOf: Readonly<Record<Layout, ConvolutionKernels>> = {
  planar: planarKernels,
  blocked: blockedKernels,
};

export interface ConvolutionAttributes extends ConvolutionSpec {
  /** Of the output; the input must have it too, unless it has a single channel. */
  readonly layout: Layout;
}

/** `relu6(x * weight + bias)` or without the relu6, padded SAME_UPPER. Inputs: x, weight (OIHW), bias. */
export const convolution: Operator<ConvolutionAttributes> = {
  forward(emitter, [x, weight, bias], attributes) {
    requireFit(x!, weight!, bias!, attributes);
    return kernelsOf[attributes.layout].forward(emitter, { x: x!, weight: weight!, bias: bias! }, attributes);
  },
  vjp(emitter, { inputs: [x, weight], output, attributes }, dY) {
    const kernels = kernelsOf[attributes.layout];
    const passed = attributes.relu6 ? maskRelu6(emitter, output, dY) : dY;
    const [, , kernel] = extentsOf(weight!);
    return [
      () => kernels.inputGradient(emitter, { dY: passed, weight: weight! }, attributes, x!.shape),
      () => kernels.weightGradient(emitter, { dY: passed, x: x! }, attributes, kernel),
      () => kernels.biasGradient(emitter, passed),
    ];
  },
};

/** The same feature map in another layout. Input: x. */
export const reorder: Operator<{ readonly layout: Layout }> = {
  forward: (emitter, [x], { layout }) => inLayout(emitter, x!, layout),
  vjp: (emitter, { inputs: [x] }, dY) => [() => inLayout(emitter, dY, x!.layout)],
};

function inLayout(emitter: Emitter, tensor: Tensor, layout: Layout): Tensor {
  return layout === 'planar' ? toPlanar(emitter, tensor) : toBlocked(emitter, tensor);
}

function requireFit(x: Tensor, weight: Tensor, bias: Tensor, { group, layout }: ConvolutionAttributes): void {
  const [, channels] = extentsOf(x);
  const [filters, inputs, rows, columns] = extentsOf(weight);
  const depthwise = group === channels && filters === channels && inputs === 1;
  if (!(depthwise || (group === 1 && inputs === channels)) || rows !== columns)
    throw new RangeError(
      `${channels} channels in ${group} groups cannot be convolved by a weight of ${weight.shape.join('x')}.`,
    );
  if (bias.shape.length !== 1 || bias.shape[0] !== filters)
    throw new RangeError(`${filters} filters need as many biases, not ${bias.shape.join('x')}.`);
  if (x.layout !== layout && channels !== 1)
    throw new RangeError(`A ${x.layout} input cannot give a ${layout} output.`);
}
