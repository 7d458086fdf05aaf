import { decideVerdict, toPrediction } from '../../../src-main/common/model/verdict.ts';
import { madeUpCard, madeUpRankingCard } from '../../support/synthetic-results.ts';

const { operatingPoints } = madeUpCard;

describe('decideVerdict', () => {
  it.each([
    [0, 'notFlagged', 'sensitive'],
    [0.1999, 'notFlagged', 'sensitive'],
    [0.2, 'doubtful', 'sensitive'],
    [0.5999, 'doubtful', 'sensitive'],
    [0.6, 'suspected', 'specific'],
    [1, 'suspected', 'specific'],
  ] as const)('calls a probability of %p %s', (probability, label, operatingPoint) => {
    expect(decideVerdict(probability, operatingPoints)).toEqual({ label, operatingPoint });
  });
});

describe('toPrediction', () => {
  const score = { logit: 1, probability: 0.7 };

  it('adds the verdict where the card allows one', () => {
    expect(toPrediction(score, madeUpCard)).toEqual({
      ...score,
      release: 'threeWay',
      label: 'suspected',
      operatingPoint: 'specific',
    });
  });

  it('leaves a score that only ranks without any', () => {
    expect(toPrediction(score, madeUpRankingCard)).toEqual({ ...score, release: 'rankingOnly' });
  });
});
