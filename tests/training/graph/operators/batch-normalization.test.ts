import { openSession } from '../../../../src-main/node/inference/onnx-session.ts';
import { Emitter, type Layout } from '../../../../training/graph/emitter.ts';
import { toBlocked } from '../../../../training/graph/kernels/blocked.ts';
import { nativeLayout } from '../../../../training/graph/native-layout.ts';
import {
  batchNormalization,
  batchStatistics,
} from '../../../../training/graph/operators/batch-normalization.ts';
import type { Operator } from '../../../../training/graph/tape.ts';
import { Graph } from '../../../../training/onnx/graph.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { array64, type Array64 } from '../../../support/float64.ts';
import { measureOperator } from '../../../support/operator-gradients.ts';

const epsilon = 1e-3;

/** As a training applies it: by the statistics of the batch itself. */
const normalizeBatch: Operator<object> = {
  forward: (emitter, inputs) =>
    batchNormalization.forward(emitter, inputs, {
      epsilon,
      statistics: batchStatistics(emitter, inputs[0]!),
    }),
  vjp: (emitter, application, dY) =>
    batchNormalization.vjp(
      emitter,
      {
        ...application,
        attributes: { epsilon, statistics: batchStatistics(emitter, application.inputs[0]!) },
      },
      dY,
    ),
};

function statisticsOf({ shape, values }: Array64) {
  const [n = 0, c = 0, h = 0, w = 0] = shape;
  const channelOf = (i: number): number => Math.floor(i / (h * w)) % c;
  const mean = new Float64Array(c);
  values.forEach((value, i) => (mean[channelOf(i)]! += value / (n * h * w)));
  const variance = new Float64Array(c);
  values.forEach((value, i) => (variance[channelOf(i)]! += (value - mean[channelOf(i)]!) ** 2 / (n * h * w)));
  return { channelOf, mean, variance };
}

function normalize([x, gamma, beta]: readonly Array64[]): Float64Array {
  const { channelOf, mean, variance } = statisticsOf(x!);
  return x!.values.map((value, i) => {
    const channel = channelOf(i);
    const normalised = (value - mean[channel]!) / Math.sqrt(variance[channel]! + epsilon);
    return gamma!.values[channel]! * normalised + beta!.values[channel]!;
  });
}

const random = seededRandom(5);
const draw = (...shape: number[]) => array64(shape, () => Math.fround(2 * random() - 0.7));
const map = draw(3, 8, 5, 3);

describe('batchNormalization', () => {
  it.each([...new Set<Layout>(['planar', nativeLayout()])])(
    'has the gradients that finite differences predict, through the statistics too, %s',
    async (layout) => {
      const { forward, gradients } = await measureOperator({
        operator: normalizeBatch,
        attributes: {},
        inputs: [map, draw(8), draw(8)],
        blocked: layout === 'blocked' ? [0] : [],
        differentiated: [0, 1, 2],
        reference: normalize,
      });
      expect(forward).toBeLessThan(1e-5);
      for (const deviation of gradients) expect(deviation).toBeLessThan(1e-4);
    },
  );

  it('names the channels seen and wanted', async () => {
    const measured = measureOperator({
      operator: normalizeBatch,
      attributes: {},
      inputs: [map, draw(8), draw(7)],
      differentiated: [0],
      reference: () => new Float64Array(360),
    });
    await expect(measured).rejects.toThrow('8 channels wants as many of beta, not 7');
  });
});

describe('batchStatistics', () => {
  it.each([...new Set<Layout>(['planar', nativeLayout()])])(
    'gives mean and variance by channel, %s',
    async (layout) => {
      const graph = new Graph();
      const emitter = new Emitter(graph);
      const x = emitter.constant(map.shape, Float32Array.from(map.values));
      const statistics = batchStatistics(emitter, layout === 'blocked' ? toBlocked(emitter, x) : x);
      emitter.output('mean', statistics.mean);
      emitter.output('variance', statistics.variance);
      const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
      const { mean, variance } = await session.run({});
      await session.release();
      const expected = statisticsOf(map);
      expected.mean.forEach((value, i) => expect(mean!.values[i]).toBeCloseTo(value, 5));
      expected.variance.forEach((value, i) => expect(variance!.values[i]).toBeCloseTo(value, 5));
    },
  );
});
