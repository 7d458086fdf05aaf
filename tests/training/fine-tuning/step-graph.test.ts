import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { addGradients, cutBlock, type StepOptions } from '../../../training/fine-tuning/step-graph.ts';
import { Emitter } from '../../../training/graph/emitter.ts';
import { Graph } from '../../../training/onnx/graph.ts';
import { syntheticBatch, tinyStep, untrainedParameters, wholeVector } from '../../support/tiny-training.ts';
import { nativeLayout } from '../../../training/graph/native-layout.ts';

/** The whole network runs, on a machine that may be busy. */
const longEnough = 180_000;

const batch = syntheticBatch(2);
const options: StepOptions = { ...tinyStep, batchSize: 2, labelSmoothing: 0.1 };

async function openLoss(layout: StepOptions['layout'], twinLossScale = 0) {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  const parameters = emitter.input('parameters', [wholeVector.size]);
  const tensors = cutBlock(emitter, wholeVector, parameters);
  const step = { ...options, layout, twinLossScale };
  const { loss, logit, gradients } = addGradients(emitter, wholeVector, tensors, step);
  emitter.output('loss', loss);
  emitter.output('logits', logit);
  emitter.output('gradient', emitter.concatenate(gradients));
  const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
  const feeds = {
    pixels: { values: Float32Array.from(batch.pixels), dims: [2, 1, 64, 64] },
    targets: { values: Float32Array.from(batch.targets), dims: [2, 1] },
    sampleWeights: { values: Float32Array.of(1, 0.5), dims: [2, 1] },
    mapTargets: { values: Float32Array.from(batch.mapTargets), dims: [2, 1, 2, 2] },
    mapWeights: { values: Float32Array.from(batch.mapWeights), dims: [2, 1, 2, 2] },
  };
  return {
    async at(values: Float32Array) {
      const given = { values: Float32Array.from(values), dims: [wholeVector.size] };
      const outputs = await session.run({ ...feeds, parameters: given });
      const [loss, logits, gradient] = ['loss', 'logits', 'gradient'].map((name) => outputs[name]!.values);
      return { loss: loss![0]!, logits: logits!, gradient: gradient! };
    },
    release: () => session.release(),
  };
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

describe('addGradients', () => {
  it(
    'has the gradient of the whole network: its norm is the slope along it',
    async () => {
      const loss = await openLoss(nativeLayout());
      const parameters = untrainedParameters();
      const { gradient } = await loss.at(parameters);
      const length = norm(gradient);
      // Short enough that few of the network's kinks are crossed, long enough for 24 bits of loss.
      const step = 1e-3;
      const move = (sign: number) =>
        parameters.map((value, i) => value + (sign * step * gradient[i]!) / length);
      const slope = ((await loss.at(move(1))).loss - (await loss.at(move(-1))).loss) / (2 * step);
      expect(length).toBeGreaterThan(0.01);
      expect(slope / length).toBeCloseTo(1, 1);
      await loss.release();
    },
    longEnough,
  );

  it(
    'adds what twins differ by to the loss, and to its gradient',
    async () => {
      const parameters = untrainedParameters();
      const [apart, together] = [await openLoss(nativeLayout()), await openLoss(nativeLayout(), 1000)];
      const [without, beside] = [await apart.at(parameters), await together.at(parameters)];
      const [one, other] = Array.from(without.logits, (logit) => 1 / (1 + Math.exp(-logit)));
      const difference = 1000 * (one! - other!) ** 2;
      expect((beside.loss - without.loss) / difference).toBeCloseTo(1, 2);
      expect(norm(beside.gradient.map((value, i) => value - without.gradient[i]!))).toBeGreaterThan(0);
      await Promise.all([apart.release(), together.release()]);
    },
    longEnough,
  );

  (nativeLayout() === 'blocked' ? it : it.skip)(
    'is the same in both layouts',
    async () => {
      const parameters = untrainedParameters();
      const [planar, blocked] = [await openLoss('planar'), await openLoss('blocked')];
      const [expected, actual] = [await planar.at(parameters), await blocked.at(parameters)];
      expect(actual.loss).toBeCloseTo(expected.loss, 4);
      const difference = actual.gradient.map((value, i) => value - expected.gradient[i]!);
      // A value within rounding of one of relu6's corners may fall on either side of it.
      expect(norm(difference) / norm(expected.gradient)).toBeLessThan(0.02);
      await Promise.all([planar.release(), blocked.release()]);
    },
    longEnough,
  );
});
