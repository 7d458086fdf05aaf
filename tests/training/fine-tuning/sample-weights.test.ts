import { sampleWeightsOf } from '../../../training/fine-tuning/sample-weights.ts';

describe('sampleWeightsOf', () => {
  it('weighs by class after cropping and by the source of the stratum', () => {
    const strata = [
      { source: 'own', fractured: true, count: 2 },
      { source: 'other', fractured: false, count: 1 },
    ];
    const loss = { classWeights: { fractured: 3, notFractured: 1 }, sourceWeights: { other: 0.5 } };
    expect([...sampleWeightsOf(Float32Array.of(1, 0, 0), { strata, loss })]).toEqual([3, 1, 0.5]);
  });
});
