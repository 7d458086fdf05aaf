import { sigmoid } from '../../../src-main/common/model/calibration.ts';
import { seededRandom } from '#common/sampling/seeded-random';
import { fitLogisticRegression } from '../../../training/regression/logistic-regression.ts';
import type { Matrix } from '../../../training/regression/matrix.ts';
import { measureColumns, standardise, unstandardise } from '../../../training/regression/standardise.ts';

const random = seededRandom(11);
const rows = 4000;
const features: Matrix = {
  rows,
  columns: 2,
  values: Float64Array.from({ length: 2 * rows }, () => 4 * random() - 2),
};
const truth = { weights: [1.5, -0.7], bias: -0.4 };
const logitOf = (row: number): number =>
  truth.weights[0]! * features.values[2 * row]! +
  truth.weights[1]! * features.values[2 * row + 1]! +
  truth.bias;
const labels = Array.from({ length: rows }, (_, row) => random() < sigmoid(logitOf(row)));

describe('fitLogisticRegression', () => {
  it('recovers the weights that labelled the rows', () => {
    const { weights, bias } = fitLogisticRegression(features, labels, { l2: 0, positiveWeight: 1 });
    // Standard errors are about 0.05 at 4000 rows.
    expect(Math.abs(weights[0]! - 1.5)).toBeLessThan(0.15);
    expect(Math.abs(weights[1]! + 0.7)).toBeLessThan(0.15);
    expect(Math.abs(bias + 0.4)).toBeLessThan(0.15);
  });

  it('stands where the gradient of loss and penalty is zero', () => {
    const l2 = 0.05;
    const positiveWeight = 3;
    const { weights, bias } = fitLogisticRegression(features, labels, { l2, positiveWeight });
    const gradient = [l2 * weights[0]!, l2 * weights[1]!, 0];
    const total = labels.reduce((sum, positive) => sum + (positive ? positiveWeight : 1), 0);
    labels.forEach((positive, row) => {
      const [x, y] = features.values.subarray(2 * row, 2 * row + 2);
      const residual = sigmoid(weights[0]! * x! + weights[1]! * y! + bias) - Number(positive);
      const share = ((positive ? positiveWeight : 1) / total) * residual;
      [x!, y!, 1].forEach((value, i) => (gradient[i]! += share * value));
    });
    for (const component of gradient) expect(Math.abs(component)).toBeLessThan(2e-6);
  });

  it('gives the same bits each time', () => {
    const fit = () => fitLogisticRegression(features, labels, { l2: 0.01, positiveWeight: 2 });
    expect(fit()).toEqual(fit());
  });
});

describe('standardise and unstandardise', () => {
  it('leave the function that was fitted unchanged on raw rows', () => {
    const raw: Matrix = { rows: 3, columns: 2, values: Float64Array.of(1, 10, 2, 10, 6, 10) };
    const columns = measureColumns(raw);
    expect([...columns.mean]).toEqual([3, 10]);
    expect(columns.scale[0]).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(columns.scale[1]).toBe(1);
    const scaled = standardise(raw, columns).values;
    const linear = { weights: Float64Array.of(2, 5), bias: 0.25 };
    const folded = unstandardise(linear, columns);
    for (const row of [0, 1, 2]) {
      const onScaled = 2 * scaled[2 * row]! + 5 * scaled[2 * row + 1]! + 0.25;
      const onRaw =
        folded.weights[0]! * raw.values[2 * row]! +
        folded.weights[1]! * raw.values[2 * row + 1]! +
        folded.bias;
      expect(onRaw).toBeCloseTo(onScaled, 12);
    }
  });
});
