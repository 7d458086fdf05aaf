import { sizeOf, type Tensor } from '../emitter.ts';
import type { Operator } from '../tape.ts';

/** `x W + b`. Inputs: x `[N, I]`, weight `[I, O]`, bias `[O]`; the output is `[N, O]`. */
export const gemm: Operator<object> = {
  forward(emitter, [x, weight, bias]) {
    const [n, inputs] = matrixOf('x', x!);
    const [rows, outputs] = matrixOf('weight', weight!);
    if (rows !== inputs)
      throw new RangeError(`Gemm of x ${x!.shape.join('x')} wants ${inputs} rows of weight, not ${rows}.`);
    if (bias!.shape.join() !== `${outputs}`)
      throw new RangeError(`Gemm to ${outputs} outputs wants as many biases, not ${describe(bias!)}.`);
    return emitter.emit('Gemm', [x!, weight!, bias!], [n, outputs]);
  },
  vjp: (emitter, { inputs: [x, weight] }, dY) => [
    () => emitter.emit('Gemm', [dY, weight!], x!.shape, { attributes: { transB: 1 } }),
    () => emitter.emit('Gemm', [x!, dY], weight!.shape, { attributes: { transA: 1 } }),
    () => emitter.sum(dY, [0]),
  ],
};

/** Everything but the first axis in one, in C order: `[N, ...]` planar to `[N, rest]`. */
export const flatten: Operator<object> = {
  forward(emitter, [x]) {
    const [n, ...rest] = x!.shape;
    if (n === undefined) throw new RangeError('Flatten wants a first axis, not a scalar.');
    if (x!.layout !== 'planar')
      throw new RangeError(`Flatten wants a planar tensor, not a ${x!.layout} one.`);
    return emitter.reshape(x!, [n, sizeOf(rest)]);
  },
  vjp: (emitter, { inputs: [x] }, dY) => [() => emitter.reshape(dY, x!.shape)],
};

function matrixOf(name: string, tensor: Tensor): readonly [rows: number, columns: number] {
  const [rows, columns, ...rest] = tensor.shape;
  if (rows === undefined || columns === undefined || rest.length > 0)
    throw new RangeError(`Gemm wants ${name} of two axes, not ${describe(tensor)}.`);
  return [rows, columns];
}

function describe({ shape }: Tensor): string {
  return shape.join('x') || 'a scalar';
}
