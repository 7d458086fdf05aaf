import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { Graph } from '../../../training/onnx/graph.ts';

describe('Graph', () => {
  it('writes a file that the runtime computes as it was meant', async () => {
    const graph = new Graph();
    const x = graph.input('x', ['batch', 2]);
    const doubled = graph.node('Mul', 'doubled', [x, graph.constant('two', [], Float32Array.of(2))]);
    graph.node('Concat', 'y', [doubled, x], { axis: 1 });
    graph.output('y', ['batch', 4]);
    const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
    const { y } = await session.run({ x: { dims: [2, 2], values: Float32Array.of(1, 2, 3, 4) } });
    expect(y).toEqual({ dims: [2, 4], values: Float32Array.of(2, 4, 1, 2, 6, 8, 3, 4) });
    await session.release();
  });

  it('pads SAME_UPPER: an even side at stride 2 gets its one line of zeros at the end', async () => {
    const graph = new Graph();
    const ones = graph.constant('ones', [1, 1, 3, 3], new Float32Array(9).fill(1));
    graph.node('Conv', 'y', [graph.input('x', [1, 1, 4, 4]), ones], {
      auto_pad: 'SAME_UPPER',
      kernel_shape: [3, 3],
      strides: [2, 2],
    });
    graph.output('y', [1, 1, 2, 2]);
    const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
    const values = Float32Array.from({ length: 16 }, (_, i) => i);
    const { y } = await session.run({ x: { dims: [1, 1, 4, 4], values } });
    // Rows 0 to 2 by columns 0 to 2 sum to 45; columns 2 and 3 of those rows to 39; rows 2 and 3 likewise.
    expect([...y!.values]).toEqual([45, 39, 66, 50]);
    await session.release();
  });

  it('gives the same bytes for the same calls', () => {
    const encode = () => {
      const graph = new Graph();
      graph.node('Relu', 'y', [graph.input('x', ['n'])]);
      graph.output('y', ['n']);
      return graph.encode();
    };
    expect(encode()).toEqual(encode());
  });
});
