import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { addMobileNetV2, scaleChannels } from '../../../training/models/mobilenet-v2.ts';
import { Graph } from '../../../training/onnx/graph.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { randomWeights } from '../../support/random-weights.ts';

describe('scaleChannels', () => {
  it('rounds to multiples of 8 but never loses more than a tenth', () => {
    // 24 x 0.35 = 8.4 and 16 x 0.5 = 8; 24 x 0.75 = 18 would become 16, which is less than 0.9 x 18.
    expect([scaleChannels(24, 0.35), scaleChannels(16, 0.5), scaleChannels(24, 0.75)]).toEqual([8, 8, 24]);
  });
});

describe('addMobileNetV2', () => {
  const weights = randomWeights(0.25);
  const run = async (rows: number, columns: number) => {
    const graph = new Graph();
    const pixels = graph.input('pixels', ['batch', 1, rows, columns]);
    const features = addMobileNetV2(graph, pixels, weights, 0.25);
    graph.output(features, ['batch', 'c', 'h', 'w']);
    const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
    const random = seededRandom(5);
    const values = Float32Array.from({ length: 2 * rows * columns }, () => 2 * random() - 1);
    const outputs = await session.run({ pixels: { values, dims: [2, 1, rows, columns] } });
    await session.release();
    return outputs[features]!;
  };

  it('has a cell per 32 pixels and activations within ReLU6', async () => {
    const { dims, values } = await run(64, 96);
    expect(dims).toEqual([2, 1280, 2, 3]);
    expect(Math.min(...values)).toBe(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(6);
    expect(Math.max(...values)).toBeGreaterThan(0);
  });

  it('computes from one channel what the stem computes from three equal ones', async () => {
    const graph = new Graph();
    const grey = graph.input('grey', [1, 1, 64, 64]);
    addMobileNetV2(graph, grey, weights, 0.25);
    const rgb = graph.node('Concat', 'rgb', [grey, grey, grey], { axis: 1 });
    const stem = weights.get('l0.weight')!;
    const parameters = [graph.constant('stem', stem.shape, stem.values), 'l0.bias'];
    graph.node('Conv', 'of three', [rgb, ...parameters], { auto_pad: 'SAME_UPPER', strides: [2, 2] });
    graph.output('l0.conv', [1, 8, 32, 32]);
    graph.output('of three', [1, 8, 32, 32]);
    const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
    const random = seededRandom(6);
    const values = Float32Array.from({ length: 64 * 64 }, () => 2 * random() - 1);
    const outputs = await session.run({ grey: { values, dims: [1, 1, 64, 64] } });
    await session.release();
    const expected = outputs['of three']!.values;
    const worst = outputs['l0.conv']!.values.reduce(
      (most, v, i) => Math.max(most, Math.abs(v - expected[i]!)),
      0,
    );
    expect(worst).toBeLessThan(1e-5);
    expect(Math.max(...expected)).toBeGreaterThan(0.5);
  });

  it('refuses weights of another width', () => {
    const graph = new Graph();
    expect(() => addMobileNetV2(graph, graph.input('pixels', [1, 1, 64, 64]), weights, 0.5)).toThrow(
      'l0.weight has shape 8x1x3x3, not 16x',
    );
  });
});
