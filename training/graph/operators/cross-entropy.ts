import { broadcastShape, sizeOf, type Emitter, type Tensor } from '../emitter.ts';
import type { Operator } from '../tape.ts';

export interface CrossEntropyAttributes {
  /** Share `s` of every target that is spread evenly: over both answers, or over all classes. */
  readonly labelSmoothing: number;
}

/**
 * The mean over all elements of `weight * (softplus(logit) - target * logit)`, a scalar.
 * Inputs: logits; targets in [0, 1] of their shape; weights of their shape or broadcast to it, such as one for
 * each example. Only the logits have a gradient. Smoothed targets are `t (1 - s) + s / 2`.
 */
export const sigmoidCrossEntropy: Operator<CrossEntropyAttributes> = {
  forward(emitter, [logits, targets, weights], { labelSmoothing }) {
    requireFit(logits!, targets!, weights!);
    const smooth = smoothed(emitter, targets!, labelSmoothing, 2);
    const softplus = emitter.emit('Softplus', [logits!], logits!.shape);
    const losses = emitter.pair('Sub', softplus, emitter.pair('Mul', smooth, logits!));
    const weighted = emitter.pair('Mul', losses, weights!);
    return emitter.emit('ReduceMean', [weighted], [], { attributes: { keepdims: 0 } });
  },
  vjp(emitter, { inputs: [logits, targets, weights], attributes: { labelSmoothing } }, dY) {
    const emitGradient = (): Tensor => {
      const sigmoid = emitter.emit('Sigmoid', [logits!], logits!.shape);
      const errors = emitter.pair('Sub', sigmoid, smoothed(emitter, targets!, labelSmoothing, 2));
      const share = emitter.pair('Mul', dY, emitter.scalar(1 / sizeOf(logits!.shape)));
      return emitter.pair('Mul', emitter.pair('Mul', errors, weights!), share);
    };
    return [emitGradient, null, null];
  },
};

/**
 * The mean over examples of `-weight * sum(target * log(softmax(logits)))`, a scalar.
 * Inputs: logits `[N, classes]`; targets of that shape whose rows sum to 1; weights `[N, 1]`. Only the logits have
 * a gradient. Smoothed targets are `t (1 - s) + s / classes`.
 */
export const softmaxCrossEntropy: Operator<CrossEntropyAttributes> = {
  forward(emitter, [logits, targets, weights], { labelSmoothing }) {
    const { n, classes } = requireClasses(logits!, targets!, weights!);
    const logShares = emitter.emit('LogSoftmax', [logits!], logits!.shape, { attributes: { axis: 1 } });
    const smooth = smoothed(emitter, targets!, labelSmoothing, classes);
    const terms = emitter.pair('Mul', emitter.pair('Mul', smooth, logShares), weights!);
    const sum = emitter.emit('ReduceSum', [terms], [], { attributes: { keepdims: 0 } });
    return emitter.pair('Mul', sum, emitter.scalar(-1 / n));
  },
  vjp(emitter, { inputs: [logits, targets, weights], attributes: { labelSmoothing } }, dY) {
    const emitGradient = (): Tensor => {
      const [n, classes] = [logits!.shape[0]!, logits!.shape[1]!];
      const shares = emitter.emit('Softmax', [logits!], logits!.shape, { attributes: { axis: 1 } });
      const errors = emitter.pair('Sub', shares, smoothed(emitter, targets!, labelSmoothing, classes));
      const share = emitter.pair('Mul', dY, emitter.scalar(1 / n));
      return emitter.pair('Mul', emitter.pair('Mul', errors, weights!), share);
    };
    return [emitGradient, null, null];
  },
};

function smoothed(emitter: Emitter, targets: Tensor, labelSmoothing: number, classes: number): Tensor {
  if (labelSmoothing === 0) return targets;
  const shrunk = emitter.pair('Mul', targets, emitter.scalar(1 - labelSmoothing));
  return emitter.pair('Add', shrunk, emitter.scalar(labelSmoothing / classes));
}

function requireFit(logits: Tensor, targets: Tensor, weights: Tensor): void {
  const wanted = logits.shape.join();
  const fits =
    targets.shape.join() === wanted && broadcastShape('Mul', logits.shape, weights.shape).join() === wanted;
  if (!fits)
    throw new RangeError(
      `Logits, targets and weights of shapes ${describe(logits, targets, weights)} differ.`,
    );
}

function requireClasses(
  logits: Tensor,
  targets: Tensor,
  weights: Tensor,
): { readonly n: number; readonly classes: number } {
  const [n, classes] = logits.shape;
  const fits = logits.shape.length === 2 && targets.shape.join() === logits.shape.join();
  if (n === undefined || classes === undefined || !fits || weights.shape.join() !== `${n},1`)
    throw new RangeError(
      `Logits [N, classes], targets alike and weights [N, 1] are wanted, not ${describe(logits, targets, weights)}.`,
    );
  return { n, classes };
}

function describe(...tensors: readonly Tensor[]): string {
  return tensors.map(({ shape }) => shape.join('x') || 'a scalar').join(', ');
}
