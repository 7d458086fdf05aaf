import { openSession } from '../../src-main/node/inference/onnx-session.ts';
import { Emitter, sizeOf, type Layout, type Tensor } from '../../training/graph/emitter.ts';
import { toBlocked, toPlanar } from '../../training/graph/kernels/blocked.ts';
import { Tape, type Operator } from '../../training/graph/tape.ts';
import { Graph } from '../../training/onnx/graph.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { centralDifferences, type Array64 } from './float64.ts';

export interface OperatorCase<A> {
  readonly operator: Operator<A>;
  readonly attributes: A;
  readonly inputs: readonly Array64[];
  /** The inputs that are laid out so; all are planar when left out. */
  readonly blocked?: readonly number[];
  /** Which inputs have gradients to compare. */
  readonly differentiated: readonly number[];
  /** The same operator in 64 bits, written by hand. */
  readonly reference: (inputs: readonly Array64[]) => Float64Array;
}

/** The largest distances between what the graph computes and the reference, over forward values and gradients. */
export interface Deviations {
  readonly forward: number;
  readonly gradients: readonly number[];
}

/**
 * Runs an operator and its vector-Jacobian product, and compares them with the reference and with its
 * central differences. The product is with a random vector, so that a wrong element cannot hide in a sum.
 */
export async function measureOperator<A>(given: OperatorCase<A>): Promise<Deviations> {
  const random = seededRandom(77);
  const expected = given.reference(given.inputs);
  const direction = expected.map(() => random() - 0.5);
  const outputs = await run(given, direction, expected.length);
  const scalarOf = (inputs: readonly Array64[]): number =>
    given.reference(inputs).reduce((sum, value, i) => sum + value * direction[i]!, 0);
  return {
    forward: largestDistance(outputs['y']!, expected),
    gradients: given.differentiated.map((argument) =>
      largestDistance(outputs[`d${argument}`]!, centralDifferences(scalarOf, given.inputs, argument)),
    ),
  };
}

async function run<A>(
  { operator, attributes, inputs, blocked = [], differentiated }: OperatorCase<A>,
  direction: Float64Array,
  size: number,
): Promise<Readonly<Record<string, Float32Array>>> {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  const tape = new Tape(emitter);
  const layoutOf = (i: number): Layout => (blocked.includes(i) ? 'blocked' : 'planar');
  const given = inputs.map(({ shape }, i) => emitter.input(`x${i}`, shape));
  const operands = given.map((tensor, i) =>
    layoutOf(i) === 'blocked' ? toBlocked(emitter, tensor) : tensor,
  );
  const y = tape.apply(operator, operands, attributes);
  const flat = tape.apply(toScalar, [y], { direction: Float32Array.from(direction) });
  if (sizeOf(y.shape) !== size) throw new RangeError(`The output has shape ${y.shape.join('x')}.`);
  emitter.output('y', toPlanar(emitter, y));
  const wanted = differentiated.map((i) => operands[i]!);
  tape.gradients(flat, wanted).forEach((gradient, i) => {
    emitter.output(`d${differentiated[i]!}`, toPlanar(emitter, gradient));
  });
  const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
  const feeds = inputs.map(({ shape, values }, i) => [
    `x${i}`,
    { dims: shape, values: Float32Array.from(values) },
  ]);
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, { values }]) => [name, values]));
}

/** The inner product with a fixed vector: a scalar whose gradient is that vector. */
const toScalar: Operator<{ readonly direction: Float32Array }> = {
  forward(emitter, [x], { direction }) {
    const product = emitter.pair('Mul', toPlanar(emitter, x!), emitter.constant(x!.shape, direction));
    return emitter.emit('ReduceSum', [product], [], { attributes: { keepdims: 0 } });
  },
  vjp: (emitter, { inputs: [x], attributes: { direction } }) => [
    (): Tensor => {
      const constant = emitter.constant(x!.shape, direction);
      return x!.layout === 'blocked' ? toBlocked(emitter, constant) : constant;
    },
  ],
};

function largestDistance(actual: Float32Array, expected: Float64Array): number {
  if (actual.length !== expected.length) return Infinity;
  return actual.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i]!)), 0);
}
