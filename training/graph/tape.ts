import type { Emitter, Tensor } from './emitter.ts';

/** One operator as it was applied. */
export interface Application<A> {
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly attributes: A;
}

/** Emits the gradient of one input; null for an input that has none, such as a target. */
export type InputGradient = (() => Tensor) | null;

/** An operator's forward nodes and its vector-Jacobian product, side by side. */
export interface Operator<A> {
  /** @throws RangeError when the inputs' shapes do not fit, naming what was seen and wanted. */
  forward(emitter: Emitter, inputs: readonly Tensor[], attributes: A): Tensor;
  /** One entry for each input; only those called are emitted. `dY` has the shape of the output. */
  vjp(emitter: Emitter, application: Application<A>, dY: Tensor): readonly InputGradient[];
}

interface Step {
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  vjp(dY: Tensor): readonly InputGradient[];
}

/** Applies operators and remembers them, so that gradients can be emitted in reverse order. */
export class Tape {
  readonly emitter: Emitter;
  readonly #steps: Step[] = [];

  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  apply<A>(operator: Operator<A>, inputs: readonly Tensor[], attributes: A): Tensor {
    const { emitter } = this;
    const output = operator.forward(emitter, inputs, attributes);
    // An operator that had nothing to do gives its input back, whose gradient is then its own already.
    if (inputs.some(({ value }) => value === output.value)) return output;
    const application = { inputs, output, attributes };
    this.#steps.push({ inputs, output, vjp: (dY) => operator.vjp(emitter, application, dY) });
    return output;
  }

  /**
   * Emits the gradients of a scalar with respect to some tensors, in their order.
   *
   * @throws RangeError when the output is no scalar or does not depend on one of them.
   */
  gradients(output: Tensor, wanted: readonly Tensor[]): readonly Tensor[] {
    if (output.shape.length > 0) throw new RangeError(`The gradient of ${output.shape.join('x')} values.`);
    const dependent = this.#dependentOn(wanted);
    const gradients = new Map<string, Tensor>([[output.value, this.emitter.scalar(1)]]);
    for (const step of this.#steps.toReversed()) {
      const dY = gradients.get(step.output.value);
      if (dY === undefined || !dependent.has(step.output.value)) continue;
      step.vjp(dY).forEach((emit, i) => {
        const { value } = step.inputs[i]!;
        if (emit !== null && dependent.has(value)) this.#accumulate(gradients, value, emit());
      });
    }
    return wanted.map(({ value }) => {
      const gradient = gradients.get(value);
      if (gradient === undefined) throw new RangeError(`The output does not depend on ${value}.`);
      return gradient;
    });
  }

  #accumulate(gradients: Map<string, Tensor>, value: string, gradient: Tensor): void {
    const before = gradients.get(value);
    gradients.set(value, before === undefined ? gradient : this.emitter.pair('Add', before, gradient));
  }

  /** What gradients must flow through: the wanted tensors and all that was computed from them. */
  #dependentOn(wanted: readonly Tensor[]): ReadonlySet<string> {
    const dependent = new Set(wanted.map(({ value }) => value));
    for (const { inputs, output } of this.#steps)
      if (inputs.some(({ value }) => dependent.has(value))) dependent.add(output.value);
    return dependent;
  }
}
