import type { Operator } from '../tape.ts';

/** The sum of two tensors of one shape. */
export const add: Operator<object> = {
  forward(emitter, [left, right]) {
    if (left!.shape.join() !== right!.shape.join())
      throw new RangeError(`Add of shapes ${left!.shape.join('x')} and ${right!.shape.join('x')}.`);
    return emitter.pair('Add', left!, right!);
  },
  vjp: (_, _application, dY) => [() => dY, () => dY],
};

/** A tensor times a number fixed when the graph is built. */
export const scale: Operator<{ readonly factor: number }> = {
  forward: (emitter, [x], { factor }) => emitter.pair('Mul', x!, emitter.scalar(factor)),
  vjp: (emitter, { attributes: { factor } }, dY) => [() => emitter.pair('Mul', dY, emitter.scalar(factor))],
};
