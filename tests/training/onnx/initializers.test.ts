import { Graph } from '../../../training/onnx/graph.ts';
import { readInitializers } from '../../../training/onnx/initializers.ts';

describe('readInitializers', () => {
  it('gives back the constants that a graph was built with, and leaves shapes out', () => {
    const graph = new Graph();
    graph.constant('weight', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6.5));
    graph.constant('scalar', [], Float32Array.of(0.25));
    graph.integers('shape', [1, 6]);
    const read = readInitializers(graph.encode());
    expect([...read]).toEqual([
      ['weight', { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6.5) }],
      ['scalar', { shape: [], values: Float32Array.of(0.25) }],
    ]);
  });
});
