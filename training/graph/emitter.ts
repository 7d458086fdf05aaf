import type { Graph, NodeOptions, Value } from '../onnx/graph.ts';

/**
 * How the values of a feature map `[N, C, H, W]` lie in memory: `planar` is C order; `blocked` keeps eight
 * channels together, `[N, C / 8, H, W, 8]`, which the runtime's CPU convolutions read several times faster.
 */
export type Layout = 'planar' | 'blocked';

/** A value of the graph with what is known of it before it runs. */
export interface Tensor {
  readonly value: Value;
  /** The logical extents, whatever the layout. */
  readonly shape: readonly number[];
  readonly layout: Layout;
}

export interface EmitOptions extends NodeOptions {
  /** That of the first tensor among the inputs when left out. */
  readonly layout?: Layout;
}

/** Adds nodes to an ONNX graph under names of its own and keeps track of shapes. */
export class Emitter {
  readonly #graph: Graph;
  #count = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  input(name: string, shape: readonly number[]): Tensor {
    return { value: this.#graph.input(name, shape), shape, layout: 'planar' };
  }

  /** Declares a tensor as an output of the graph under a name of its own. */
  output(name: string, tensor: Tensor): void {
    this.#graph.nodeOf('Identity', [name], [tensor.value]);
    this.#graph.output(name, tensor.shape);
  }

  constant(shape: readonly number[], values: Float32Array): Tensor {
    requireSize(shape, values.length);
    return { value: this.#graph.constant(this.#fresh('constant'), shape, values), shape, layout: 'planar' };
  }

  scalar(value: number): Tensor {
    const name = this.#graph.constant(`scalar.${value}`, [], Float32Array.of(value));
    return { value: name, shape: [], layout: 'planar' };
  }

  integers(values: readonly number[]): Value {
    return this.#graph.integers(`integers.${values.join('.')}`, values);
  }

  emit(
    operator: string,
    inputs: readonly (Tensor | Value)[],
    shape: readonly number[],
    { layout, ...options }: EmitOptions = {},
  ): Tensor {
    const value = this.#fresh(operator);
    const names = inputs.map((input) => (typeof input === 'string' ? input : input.value));
    this.#graph.nodeOf(operator, [value], names, options);
    const first = inputs.find((input) => typeof input !== 'string') as Tensor | undefined;
    return { value, shape, layout: layout ?? first?.layout ?? 'planar' };
  }

  /** An elementwise operator of two tensors, one of which may be broadcast as ONNX does. */
  pair(operator: string, left: Tensor, right: Tensor): Tensor {
    const shape = broadcastShape(operator, left.shape, right.shape);
    const { layout } = left.shape.length === 0 ? right : left;
    if (left.shape.length > 0 && right.shape.length > 0 && left.layout !== right.layout)
      throw new RangeError(`${operator} of a ${left.layout} and a ${right.layout} tensor.`);
    return this.emit(operator, [left, right], shape, { layout });
  }

  reshape(tensor: Tensor, shape: readonly number[], layout: Layout = 'planar'): Tensor {
    requireSize(shape, sizeOf(tensor.shape));
    return this.emit('Reshape', [tensor, this.integers(shape)], shape, { layout });
  }

  transpose(tensor: Tensor, perm: readonly number[]): Tensor {
    const shape = perm.map((axis) => tensor.shape[axis]!);
    return this.emit('Transpose', [tensor], shape, { attributes: { perm } });
  }

  /** The sum over some axes, which are removed. */
  sum(tensor: Tensor, axes: readonly number[]): Tensor {
    const shape = tensor.shape.filter((_, axis) => !axes.includes(axis));
    return this.emit('ReduceSum', [tensor, this.integers(axes)], shape, { attributes: { keepdims: 0 } });
  }

  /** Cuts a vector into consecutive pieces, one for each shape, in that order. */
  cut(vector: Tensor, shapes: readonly (readonly number[])[]): readonly Tensor[] {
    const sizes = shapes.map(sizeOf);
    requireSize(
      vector.shape,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    if (shapes.length === 1) return [this.reshape(vector, shapes[0]!)];
    const values = sizes.map(() => this.#fresh('Split'));
    this.#graph.nodeOf('Split', values, [vector.value, this.integers(sizes)], { attributes: { axis: 0 } });
    return shapes.map((shape, i) =>
      this.reshape({ value: values[i]!, shape: [sizes[i]!], layout: 'planar' }, shape),
    );
  }

  /** Puts tensors of any shape one after another into a vector. */
  concatenate(tensors: readonly Tensor[]): Tensor {
    const vectors = tensors.map((tensor) => this.reshape(tensor, [sizeOf(tensor.shape)]));
    if (vectors.length === 1) return vectors[0]!;
    const size = vectors.reduce((sum, { shape }) => sum + shape[0]!, 0);
    return this.emit('Concat', vectors, [size], { attributes: { axis: 0 } });
  }

  #fresh(word: string): string {
    return `${word}.${this.#count++}`;
  }
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** @throws RangeError naming both shapes when ONNX's rules do not broadcast one to the other. */
export function broadcastShape(
  operator: string,
  left: readonly number[],
  right: readonly number[],
): readonly number[] {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, axis) => {
    const a = left[left.length - rank + axis] ?? 1;
    const b = right[right.length - rank + axis] ?? 1;
    if (a !== b && a !== 1 && b !== 1)
      throw new RangeError(`${operator} of shapes ${left.join('x')} and ${right.join('x')}.`);
    return Math.max(a, b);
  });
}

function requireSize(shape: readonly number[], size: number): void {
  if (sizeOf(shape) !== size)
    throw new RangeError(`${size} values do not fill a tensor of shape ${shape.join('x') || 'scalar'}.`);
}
