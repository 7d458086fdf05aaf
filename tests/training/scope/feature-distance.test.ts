import { seededRandom } from '#common/sampling/seeded-random';
import { openSession } from '#node/inference/onnx-session';
import { Graph } from '../../../training/onnx/graph.ts';
import {
  appendFeatureDistance,
  exposeFeatures,
  pooledFeatures,
} from '../../../training/scope/distance-graph.ts';
import { fitFeatureDistance, measureDistance } from '../../../training/scope/feature-distance.ts';
import { principalComponents } from '../../../training/scope/principal-components.ts';

const random = seededRandom(11);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Deviations of 4, 2 and 1, then 0.1 in the other directions, about 3. */
const spread = [4, 2, 1, 0.1, 0.1, 0.1, 0.1, 0.1];
const sample = (count: number): Float32Array[] =>
  Array.from({ length: count }, () => Float32Array.from(spread, (deviation) => 3 + deviation * normal()));

describe('principalComponents', () => {
  it('finds the directions of a sample in order of their variance', () => {
    const { mean, directions, variances, totalVariance } = principalComponents(sample(4000), 3);
    mean.forEach((value) => expect(value).toBeCloseTo(3, 0));
    directions.forEach((direction, i) => expect(Math.abs(direction[i]!)).toBeGreaterThan(0.99));
    [16, 4, 1].forEach((variance, i) => expect(variances[i]! / variance).toBeCloseTo(1, 1));
    expect(totalVariance).toBeCloseTo(variances.reduce((sum, value) => sum + value, 0) + 0.05, 1);
  });

  it('refuses a sample that has none', () => {
    expect(() => principalComponents([new Float32Array(4)], 2)).toThrow(RangeError);
  });
});

describe('fitFeatureDistance', () => {
  const distance = fitFeatureDistance(sample(4000), 3);
  const at = (...offsets: readonly number[]): number =>
    measureDistance(
      distance,
      Float32Array.from(spread, (_, i) => 3 + (offsets[i] ?? 0)),
    );

  it('measures in deviations along each direction, and by the mean deviation outside them', () => {
    // One deviation of eight features that count alike: the root of 1/8.
    for (const [i, deviation] of spread.entries())
      expect(at(...spread.map((_, j) => (i === j ? deviation : 0)))).toBeCloseTo(Math.sqrt(1 / 8), 1);
    expect(at()).toBeLessThan(0.1);
    expect(at(0, 0, 0, 1)).toBeGreaterThan(3 * at(4));
  });

  it('gives its own films about 1', () => {
    const films = sample(500).map((features) => measureDistance(distance, features));
    expect(films.reduce((sum, value) => sum + value, 0) / films.length).toBeCloseTo(0.97, 1);
  });

  it('is computed by the network as measured here', async () => {
    const graph = new Graph();
    const input = graph.input('pixels', ['batch', 8, 3, 2]);
    graph.output(graph.node('Relu', 'l51.relu6', [input]), ['batch', 8, 3, 2]);
    const onnx = graph.encode();
    const pixels = Float32Array.from({ length: 48 }, () => 6 * random());
    const runOn = async (network: Uint8Array) => {
      const session = await openSession(network, { provider: 'cpu', threads: 1 });
      const outputs = await session.run({ pixels: { values: pixels, dims: [1, 8, 3, 2] } });
      await session.release();
      return outputs;
    };
    const features = (await runOn(exposeFeatures(onnx)))[pooledFeatures]!.values;
    expect(features[0]).toBeCloseTo(pixels.subarray(0, 6).reduce((sum, value) => sum + value, 0) / 6, 5);
    const { featureDistance } = await runOn(appendFeatureDistance(onnx, distance));
    expect(featureDistance!.dims).toEqual([1, 1]);
    expect(featureDistance!.values[0]! / measureDistance(distance, features)).toBeCloseTo(1, 4);
  });
});
