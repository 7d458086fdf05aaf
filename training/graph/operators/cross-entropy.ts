import { sizeOf, type Emitter, type Tensor } from '../emitter.ts';
import type { Operator } from '../tape.ts';

export interface CrossEntropyAttributes {
  /** Targets `t` become `t (1 - s) + s / 2`. */
  readonly labelSmoothing: number;
}

/**
 * The mean over all elements of `weight * (softplus(logit) - target * logit)`, a scalar.
 * Inputs: logits, targets in [0, 1], weights; all of one shape. Only the logits have a gradient.
 */
export const sigmoidCrossEntropy: Operator<CrossEntropyAttributes> = {
  forward(emitter, [logits, targets, weights], attributes) {
    requireSameShape(logits!, targets!, weights!);
    const smooth = smoothed(emitter, targets!, attributes);
    const softplus = emitter.emit('Softplus', [logits!], logits!.shape);
    const losses = emitter.pair('Sub', softplus, emitter.pair('Mul', smooth, logits!));
    const weighted = emitter.pair('Mul', losses, weights!);
    return emitter.emit('ReduceMean', [weighted], [], { attributes: { keepdims: 0 } });
  },
  vjp(emitter, { inputs: [logits, targets, weights], attributes }, dY) {
    const emitGradient = (): Tensor => {
      const sigmoid = emitter.emit('Sigmoid', [logits!], logits!.shape);
      const errors = emitter.pair('Sub', sigmoid, smoothed(emitter, targets!, attributes));
      const share = emitter.pair('Mul', dY, emitter.scalar(1 / sizeOf(logits!.shape)));
      return emitter.pair('Mul', emitter.pair('Mul', errors, weights!), share);
    };
    return [emitGradient, null, null];
  },
};

function smoothed(emitter: Emitter, targets: Tensor, { labelSmoothing }: CrossEntropyAttributes): Tensor {
  if (labelSmoothing === 0) return targets;
  const shrunk = emitter.pair('Mul', targets, emitter.scalar(1 - labelSmoothing));
  return emitter.pair('Add', shrunk, emitter.scalar(labelSmoothing / 2));
}

function requireSameShape(...tensors: readonly Tensor[]): void {
  const shapes = tensors.map(({ shape }) => shape.join('x'));
  if (new Set(shapes).size > 1)
    throw new RangeError(`Logits, targets and weights of shapes ${shapes.join(', ')} differ.`);
}
