import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { encodeFractureClassifier } from '../../../training/models/fracture-classifier.ts';
import { addMobileNetV2 } from '../../../training/models/mobilenet-v2.ts';
import { Graph } from '../../../training/onnx/graph.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { randomWeights } from '../../support/random-weights.ts';

const size = { rows: 64, columns: 96 };
const weights = randomWeights(1);
const random = seededRandom(9);
const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random() - 0.5);
const head = { weights: draw(1280), bias: 0.3 };
const pixels = { values: draw(3 * 64 * 96), dims: [3, 1, 64, 96] };

async function run(onnx: Uint8Array) {
  const session = await openSession(onnx, { provider: 'cpu', threads: 1 });
  const outputs = await session.run({ pixels });
  await session.release();
  return outputs;
}

describe('encodeFractureClassifier', () => {
  it('computes the linear head on the pooled features, which is the mean of its map', async () => {
    const graph = new Graph();
    const features = addMobileNetV2(graph, graph.input('pixels', [3, 1, 64, 96]), weights);
    graph.output(graph.node('GlobalAveragePool', 'pooled', [features]), [3, 1280, 1, 1]);
    const { pooled } = await run(graph.encode());
    const { logit, classActivationMap } = await run(encodeFractureClassifier(weights, head, size));
    expect(classActivationMap!.dims).toEqual([3, 1, 2, 3]);
    for (const film of [0, 1, 2]) {
      let expected = head.bias;
      const channels = pooled!.values.subarray(film * 1280, (film + 1) * 1280);
      head.weights.forEach((weight, channel) => (expected += weight * channels[channel]!));
      const cells = classActivationMap!.values.subarray(film * 6, film * 6 + 6);
      expect(logit!.values[film]).toBeCloseTo(expected, 4);
      expect(cells.reduce((sum, cell) => sum + cell, 0) / 6).toBeCloseTo(logit!.values[film]!, 4);
    }
  });

  it('refuses an input that is not a whole number of cells', () => {
    expect(() => encodeFractureClassifier(weights, head, { rows: 200, columns: 224 })).toThrow('200x224');
  });
});
