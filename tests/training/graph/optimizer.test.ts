import { openSession } from '../../../src-main/node/inference/onnx-session.ts';
import { Emitter, type Tensor } from '../../../training/graph/emitter.ts';
import { adamW, clipByGlobalNorm, ema, globalNorm, sgdMomentum } from '../../../training/graph/optimizer.ts';
import { Graph } from '../../../training/onnx/graph.ts';

async function compute(build: (emitter: Emitter) => Readonly<Record<string, Tensor>>) {
  const graph = new Graph();
  const emitter = new Emitter(graph);
  for (const [name, tensor] of Object.entries(build(emitter))) emitter.output(name, tensor);
  const session = await openSession(graph.encode(), { provider: 'cpu', threads: 1 });
  const outputs = await session.run({});
  await session.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, { values }]) => [name, [...values]]));
}

const vector = (emitter: Emitter, ...values: number[]) =>
  emitter.constant([values.length], Float32Array.from(values));

const descent = (emitter: Emitter) => ({
  parameters: vector(emitter, 1, -2),
  gradient: vector(emitter, 0.5, 0.25),
  learningRate: vector(emitter, 0.1, 0.2),
  weightDecay: vector(emitter, 0.01, 0),
});

describe('adamW', () => {
  it('takes a first step of the learning rate against the sign of the gradient, and decays apart', async () => {
    const outputs = await compute((emitter) =>
      adamW(
        emitter,
        descent(emitter),
        {
          firstMoment: vector(emitter, 0, 0),
          secondMoment: vector(emitter, 0, 0),
          firstCorrection: emitter.scalar(1 - 0.9),
          secondCorrection: emitter.scalar(1 - 0.99),
        },
        { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
      ),
    );
    // 1 - 0.1 (1 + 0.01 * 1) and -2 - 0.2 * 1.
    expect(outputs['parameters']![0]).toBeCloseTo(0.899, 5);
    expect(outputs['parameters']![1]).toBeCloseTo(-2.2, 5);
    expect(outputs['firstMoment']![0]).toBeCloseTo(0.05, 6);
    expect(outputs['secondMoment']![1]).toBeCloseTo(0.01 * 0.0625, 7);
  });
});

describe('sgdMomentum', () => {
  it('follows the decayed gradient and what is left of the velocity', async () => {
    const outputs = await compute((emitter) =>
      sgdMomentum(emitter, descent(emitter), vector(emitter, 1, 1), 0.9),
    );
    // 0.9 + 0.5 + 0.01 * 1 and 0.9 + 0.25.
    expect(outputs['velocity']![0]).toBeCloseTo(1.41, 6);
    expect(outputs['velocity']![1]).toBeCloseTo(1.15, 6);
    expect(outputs['parameters']![0]).toBeCloseTo(1 - 0.141, 6);
    expect(outputs['parameters']![1]).toBeCloseTo(-2 - 0.23, 6);
  });
});

describe('sgdMomentum without decay', () => {
  it('follows the gradient alone', async () => {
    const outputs = await compute((emitter) =>
      sgdMomentum(emitter, { ...descent(emitter), weightDecay: null }, vector(emitter, 0, 0), 0.9),
    );
    expect(outputs['velocity']).toEqual([0.5, 0.25]);
  });
});

describe('clipByGlobalNorm', () => {
  const clipTo = (first: number, second: number) =>
    compute((emitter) => {
      const gradients = [vector(emitter, first), vector(emitter, 0, second)];
      const norm = globalNorm(emitter, gradients);
      const [left, right] = clipByGlobalNorm(emitter, gradients, norm, 1);
      return { norm, left: left!, right: right! };
    });

  it('shortens gradients that are together beyond the limit', async () => {
    const { norm, left, right } = await clipTo(3, 4);
    expect(norm![0]).toBeCloseTo(5, 6);
    expect(left![0]).toBeCloseTo(0.6, 6);
    expect(right![1]).toBeCloseTo(0.8, 6);
  });

  it('leaves others as they are', async () => {
    const { left, right } = await clipTo(0.3, 0.4);
    expect(left![0]).toBeCloseTo(0.3, 6);
    expect(right![1]).toBeCloseTo(0.4, 6);
  });
});

describe('ema', () => {
  it('keeps the share of the decay', async () => {
    const outputs = await compute((emitter) => ({
      mean: ema(emitter, vector(emitter, 1), vector(emitter, 3), emitter.scalar(0.75)),
    }));
    expect(outputs['mean']![0]).toBeCloseTo(1.5, 6);
  });
});
