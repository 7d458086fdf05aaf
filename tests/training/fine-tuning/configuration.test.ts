import { configurations } from '../../../training/configurations/named.ts';
import { published } from '../../../training/configurations/published.ts';
import { shipped } from '../../../training/configurations/shipped.ts';
import { batchSpecOf, hashPhase, parameterSpecs } from '../../../training/fine-tuning/configuration.ts';

describe('parameterSpecs', () => {
  const scaleOf = (layerDecay: number, name: string): number | undefined =>
    parameterSpecs({ ...shipped, learningRates: { ...shipped.learningRates, layerDecay } }).find(
      (spec) => spec.name === name,
    )?.learningRateScale;

  it('freezes the first convolutions and trains the head faster', () => {
    expect(['l8.weight', 'l9.weight', 'l51.bias', 'head.weight'].map((name) => scaleOf(1, name))).toEqual([
      0, 1, 1, 10,
    ]);
  });

  it('slows each convolution against the one after it', () => {
    expect(scaleOf(0.9, 'l51.weight')).toBe(1);
    expect(scaleOf(0.9, 'l49.weight')).toBeCloseTo(0.81);
    expect(scaleOf(0.9, 'head.bias')).toBe(10);
  });
});

describe('parameterSpecs of a frozen backbone', () => {
  it('holds the head alone, for the input that it was flattened at', () => {
    expect(parameterSpecs(published).map(({ name, shape }) => [name, ...shape])).toEqual([
      ['head.hidden.weight', 7 * 7 * 1280, 512],
      ['head.hidden.bias', 512],
      ['head.output.weight', 512, 2],
      ['head.output.bias', 2],
    ]);
  });
});

describe('batchSpecOf', () => {
  it('draws anew in every phase', () => {
    const [stage] = shipped.phases[0]!.stages;
    expect(batchSpecOf(shipped, 0, stage!).seed).toBe(shipped.seed);
    expect(batchSpecOf(shipped, 1, stage!).seed).not.toBe(shipped.seed);
  });

  it.each(Object.entries(configurations))('fills a batch of %s as the strata say', (_, configuration) => {
    const films = configuration.strata.reduce((sum, { count }) => sum + count, 0);
    expect(configuration.twin ? 2 * films : films).toBe(configuration.batchSize);
    const sources: readonly string[] = configuration.sources.map(({ kind }) => kind);
    expect(configuration.strata.every(({ source }) => sources.includes(source))).toBe(true);
  });
});

describe('hashPhase', () => {
  const hash = hashPhase(shipped, 0, 'data');

  it('changes with the data and with what decides the phase', () => {
    expect(hashPhase(shipped, 0, 'other data')).not.toBe(hash);
    expect(hashPhase({ ...shipped, weightDecay: 0.02 }, 0, 'data')).not.toBe(hash);
  });

  it('stays when a phase is added behind', () => {
    const phases = [...shipped.phases, { ...shipped.phases[0]!, name: 'more' }];
    expect(hashPhase({ ...shipped, phases }, 0, 'data')).toBe(hash);
  });
});
