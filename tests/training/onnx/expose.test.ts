import { openSession } from '#node/inference/onnx-session';
import { exposeInputOf } from '../../../training/onnx/expose.ts';
import { Graph } from '../../../training/onnx/graph.ts';

describe('exposeInputOf', () => {
  it('hands out the value under a head and computes the rest as before', async () => {
    const graph = new Graph();
    const pixels = graph.input('pixels', [1, 2]);
    const doubled = graph.node('Add', 'doubled', [pixels, pixels]);
    graph.node('Neg', 'logit', [doubled]);
    graph.output('logit', [1, 2]);
    const { onnx, name } = exposeInputOf(graph.encode(), 'logit');
    const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
    const outputs = await session.run({ pixels: { values: Float32Array.of(1, 3), dims: [1, 2] } });
    await session.release();
    expect(name).toBe('doubled');
    expect([...outputs['doubled']!.values]).toEqual([2, 6]);
    expect([...outputs['logit']!.values]).toEqual([-2, -6]);
    expect(() => exposeInputOf(graph.encode(), 'probability')).toThrow('No node of the network');
  });
});
