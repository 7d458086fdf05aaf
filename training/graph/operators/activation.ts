import type { Emitter, Tensor } from '../emitter.ts';
import type { Operator } from '../tape.ts';

/** `max(x, 0)`, with zero gradient at and below zero. Input: x. */
export const relu: Operator<object> = {
  forward: (emitter, [x]) => emitter.emit('Relu', [x!], x!.shape),
  vjp: (emitter, { output }, dY) => [
    () => emitter.pair('Mul', dY, numbers(emitter, emitter.pair('Greater', output, emitter.scalar(0)))),
  ],
};

/** `min(max(x, 0), 6)`, with zero gradient at and beyond both ends. Input: x. */
export const relu6: Operator<object> = {
  forward: (emitter, [x]) => emitter.emit('Clip', [x!, emitter.scalar(0), emitter.scalar(6)], x!.shape),
  vjp: (emitter, { output }, dY) => [() => maskRelu6(emitter, output, dY)],
};

/** `dY` where relu6 gave neither 0 nor 6, and zero elsewhere. */
export function maskRelu6(emitter: Emitter, y: Tensor, dY: Tensor): Tensor {
  const above = emitter.pair('Greater', y, emitter.scalar(0));
  const below = emitter.pair('Less', y, emitter.scalar(6));
  return emitter.pair('Mul', dY, numbers(emitter, emitter.pair('And', above, below)));
}

/**
 * `x * mask`. Inputs: x and a mask of its shape, made anew for every step by the caller: 0 for what is left out,
 * `1 / (1 - probability)` for what is kept, so that the expectation stays and inference needs no scaling.
 */
export const dropout: Operator<object> = {
  forward(emitter, [x, mask]) {
    if (x!.shape.join() !== mask!.shape.join())
      throw new RangeError(
        `Dropout of ${x!.shape.join('x')} wants a mask of that shape, not ${mask!.shape.join('x')}.`,
      );
    return emitter.pair('Mul', x!, mask!);
  },
  vjp: (emitter, { inputs: [, mask] }, dY) => [() => emitter.pair('Mul', dY, mask!), null],
};

function numbers(emitter: Emitter, truths: Tensor): Tensor {
  return emitter.emit('Cast', [truths], truths.shape, { attributes: { to: 1 } });
}
