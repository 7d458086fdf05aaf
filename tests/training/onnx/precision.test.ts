import { openSession } from '#node/inference/onnx-session';
import { Graph } from '../../../training/onnx/graph.ts';
import { storeWeights } from '../../../training/onnx/precision.ts';
import { decodeModelProto } from '../../../training/onnx/proto.ts';
import { seededRandom } from '#common/sampling/seeded-random';

const random = seededRandom(3);
const weights = Float32Array.from({ length: 8 * 8 * 9 }, () => random() - 0.5);
const pixels = Float32Array.from({ length: 8 * 25 }, () => random());

function network(): Uint8Array {
  const graph = new Graph();
  const input = graph.input('x', ['batch', 8, 5, 5]);
  const weight = graph.constant('w', [8, 8, 3, 3], weights);
  const bias = graph.constant('b', [8], new Float32Array(8).fill(0.1));
  graph.output(graph.node('Conv', 'y', [input, weight, bias], { kernel_shape: [3, 3] }), ['batch', 8, 3, 3]);
  return graph.encode();
}

async function run(onnx: Uint8Array): Promise<Float32Array> {
  const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
  const { y } = await session.run({ x: { values: pixels, dims: [1, 8, 5, 5] } });
  await session.release();
  return y!.values;
}

const largestDifference = (left: Float32Array, right: Float32Array): number =>
  left.reduce((largest, value, i) => Math.max(largest, Math.abs(value - right[i]!)), 0);

describe('storeWeights', () => {
  it('leaves 32 bits as they are', () => {
    const onnx = network();
    expect(storeWeights(onnx, 'float32')).toBe(onnx);
  });

  it.each([
    // A weight is off by at most half a step: 2^-12 of its size in 16 bits, 1/254 of the largest in 8.
    ['float16', 0.5, 72 * 0.5 * 2 ** -12],
    ['int8', 0.3, (72 * 0.5) / 254],
  ] as const)('stores %s in less and computes nearly the same', async (precision, share, bound) => {
    const onnx = network();
    const packed = storeWeights(onnx, precision);
    const difference = largestDifference(await run(packed), await run(onnx));
    expect(difference).toBeLessThanOrEqual(bound);
    expect(difference).toBeGreaterThan(0);
    const bytes = decodeModelProto(packed).graph.initializer.reduce(
      (sum, one) => sum + one.raw_data.length,
      0,
    );
    expect(bytes).toBeLessThan(share * 4 * weights.length + 100);
  });
});

describe('Graph.decode', () => {
  it('gives the same bytes again, and takes more nodes', async () => {
    const onnx = network();
    expect(Buffer.from(Graph.decode(onnx).encode()).equals(Buffer.from(onnx))).toBe(true);
    const graph = Graph.decode(onnx);
    graph.output(graph.node('Abs', 'z', ['y']), ['batch', 8, 3, 3]);
    expect(largestDifference(await run(graph.encode()), await run(onnx))).toBe(0);
  });
});
