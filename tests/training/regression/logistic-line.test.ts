import { fitLogisticLine } from '../../../training/regression/logistic-line.ts';

const start = { slope: 1, intercept: 0 };
const both = { slope: true, intercept: true };

describe('fitLogisticLine', () => {
  it('meets the observed shares when there are as many logits as coefficients', () => {
    // Shares 3 of 10 at logit -1 and 6 of 10 at 2, so the line passes through ln(3/7) and ln(6/4).
    const logits = [...Array<number>(10).fill(-1), ...Array<number>(10).fill(2)];
    const targets = [3, 6].flatMap((ones) => Array.from({ length: 10 }, (_, i) => Number(i < ones)));
    const line = fitLogisticLine(logits, targets, { start, free: both });
    const slope = (Math.log(6 / 4) - Math.log(3 / 7)) / 3;
    expect(line.slope).toBeCloseTo(slope, 9);
    expect(line.intercept).toBeCloseTo(Math.log(3 / 7) + slope, 9);
  });

  it('keeps a coefficient that is not free', () => {
    // One positive in four at logit 0: the intercept is ln(1/3) whatever the slope.
    const line = fitLogisticLine([0, 0, 0, 0], [1, 0, 0, 0], {
      start,
      free: { slope: false, intercept: true },
    });
    expect(line.slope).toBe(1);
    expect(line.intercept).toBeCloseTo(-Math.log(3), 9);
  });

  it('converges from logits so wide that a full step overshoots', () => {
    const logits = [-40, -20, -1, 1, 2, 30, 45, 3];
    const targets = [0, 0, 1, 0, 0, 1, 1, 1];
    const { slope, intercept } = fitLogisticLine(logits, targets, { start, free: both });
    // At the optimum the residuals vanish, alone and weighted by the logits.
    const residuals = logits.map((logit, i) => 1 / (1 + Math.exp(-slope * logit - intercept)) - targets[i]!);
    expect(residuals.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 8);
    expect(residuals.reduce((sum, each, i) => sum + each * logits[i]!, 0)).toBeCloseTo(0, 8);
  });

  it('says NaN when a threshold separates the classes', () => {
    expect(fitLogisticLine([-1, 1], [0, 1], { start, free: both })).toEqual({ slope: NaN, intercept: NaN });
  });
});
