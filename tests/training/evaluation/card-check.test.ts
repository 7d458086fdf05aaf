import { compare, formatComparison } from '../../../training/evaluation/card-check.ts';

describe('compare', () => {
  it.each([
    [0.88884, 0.8888, true],
    [0.8888, 0.8889, false],
  ])('compares %p with %p to the fourth decimal', (card, measured, agrees) => {
    expect(compare('auroc', card, measured).agrees).toBe(agrees);
  });

  it('marks what differs', () => {
    expect(formatComparison(compare('auroc', 0.5, 0.6))).toMatch(/0\.5000 .* 0\.6000 {2}DIFFERS$/);
    expect(formatComparison(compare('auroc', 0.5, 0.5))).not.toContain('DIFFERS');
  });
});
