import type { ModelCard } from '../../../src-main/common/model/model-card.ts';
import { decideVerdict } from '../../../src-main/common/model/verdict.ts';

const estimate = { value: 0.9, lower: 0.8, upper: 1 };
const measured = { sensitivity: estimate, specificity: estimate };
const point = (threshold: number) => ({ threshold, chosenBy: 'hand', validation: measured, test: measured });
const operatingPoints: ModelCard['operatingPoints'] = { sensitive: point(0.2), specific: point(0.6) };

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
