import type { Emitter, Tensor } from './emitter.ts';

/** What every optimiser starts from: vectors of one length, or scalars where all elements have one value. */
export interface Descent {
  readonly parameters: Tensor;
  readonly gradient: Tensor;
  /** The learning rate of each element at this step. */
  readonly learningRate: Tensor;
  /** The share by which a step at learning rate 1 would shrink each element; null shrinks none. */
  readonly weightDecay: Tensor | null;
}

export interface AdamWState {
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
  /** `1 - beta ** t` at step t, counted from 1: scalars, as the step is not known when the graph is built. */
  readonly firstCorrection: Tensor;
  readonly secondCorrection: Tensor;
}

export interface AdamWOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** AdamW of Loshchilov and Hutter (arXiv 1711.05101): weight decay apart from the moments. */
export function adamW(
  emitter: Emitter,
  { parameters, gradient, learningRate, weightDecay }: Descent,
  state: AdamWState,
  { beta1, beta2, epsilon }: AdamWOptions,
): { readonly parameters: Tensor; readonly firstMoment: Tensor; readonly secondMoment: Tensor } {
  const firstMoment = average(emitter, state.firstMoment, gradient, emitter.scalar(beta1));
  const squared = emitter.pair('Mul', gradient, gradient);
  const secondMoment = average(emitter, state.secondMoment, squared, emitter.scalar(beta2));
  const unbiased = emitter.pair('Div', secondMoment, state.secondCorrection);
  const root = emitter.emit('Sqrt', [unbiased], unbiased.shape);
  const denominator = emitter.pair('Add', root, emitter.scalar(epsilon));
  const direction = emitter.pair('Div', emitter.pair('Div', firstMoment, state.firstCorrection), denominator);
  const decayed = plusDecay(emitter, direction, parameters, weightDecay);
  const stepped = emitter.pair('Sub', parameters, emitter.pair('Mul', learningRate, decayed));
  return { parameters: stepped, firstMoment, secondMoment };
}

/** Stochastic gradient descent with heavy-ball momentum: `v = momentum v + gradient + decay * parameters`. */
export function sgdMomentum(
  emitter: Emitter,
  { parameters, gradient, learningRate, weightDecay }: Descent,
  velocity: Tensor,
  momentum: number,
): { readonly parameters: Tensor; readonly velocity: Tensor } {
  const decayed = plusDecay(emitter, gradient, parameters, weightDecay);
  const kept = emitter.pair('Mul', velocity, emitter.scalar(momentum));
  const next = emitter.pair('Add', kept, decayed);
  return {
    parameters: emitter.pair('Sub', parameters, emitter.pair('Mul', learningRate, next)),
    velocity: next,
  };
}

/** Exponential moving average: `decay * mean + (1 - decay) * value`; the decay is a scalar. */
export function ema(emitter: Emitter, mean: Tensor, value: Tensor, decay: Tensor): Tensor {
  return average(emitter, mean, value, decay);
}

/** The Euclidean norm of all elements of some tensors together, a scalar. */
export function globalNorm(emitter: Emitter, tensors: readonly Tensor[]): Tensor {
  const squares = tensors.map((tensor) =>
    emitter.emit('ReduceSumSquare', [tensor], [], { attributes: { keepdims: 0 } }),
  );
  const sum = squares.reduce((left, right) => emitter.pair('Add', left, right));
  return emitter.emit('Sqrt', [sum], []);
}

/** Scales gradients so that their norm together, given beside them, is at most `limit`. */
export function clipByGlobalNorm(
  emitter: Emitter,
  gradients: readonly Tensor[],
  norm: Tensor,
  limit: number,
): readonly Tensor[] {
  const bounded = emitter.pair('Max', norm, emitter.scalar(limit));
  const factor = emitter.pair('Div', emitter.scalar(limit), bounded);
  return gradients.map((gradient) => emitter.pair('Mul', gradient, factor));
}

function plusDecay(emitter: Emitter, direction: Tensor, parameters: Tensor, decay: Tensor | null): Tensor {
  return decay === null ? direction : emitter.pair('Add', direction, emitter.pair('Mul', decay, parameters));
}

function average(emitter: Emitter, mean: Tensor, value: Tensor, decay: Tensor): Tensor {
  const change = emitter.pair('Mul', emitter.pair('Sub', value, mean), oneMinus(emitter, decay));
  return emitter.pair('Add', mean, change);
}

function oneMinus(emitter: Emitter, value: Tensor): Tensor {
  return emitter.pair('Sub', emitter.scalar(1), value);
}
