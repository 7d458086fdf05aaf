import { precisionRecallCurve, rocCurve, wilsonInterval } from '../../../training/metrics/curves.ts';
import { auroc } from '../../../training/metrics/ranking.ts';

const films = [
  { score: 4, positive: true },
  { score: 3, positive: false },
  { score: 2, positive: true },
  { score: 2, positive: false },
  { score: 1, positive: false },
];

describe('rocCurve', () => {
  it('goes from corner to corner, a tie in one step', () => {
    expect(rocCurve(films)).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 1 / 2 },
      { x: 1 / 3, y: 1 / 2 },
      { x: 2 / 3, y: 1 },
      { x: 1, y: 1 },
    ]);
  });

  it('has the area that ranking counts', () => {
    const points = rocCurve(films);
    const area = points
      .slice(1)
      .reduce((sum, point, i) => sum + ((point.x - points[i]!.x) * (point.y + points[i]!.y)) / 2, 0);
    expect(area).toBeCloseTo(auroc(films), 12);
  });
});

describe('precisionRecallCurve', () => {
  it('has a point for each distinct score', () => {
    expect(precisionRecallCurve(films)).toEqual([
      { x: 1 / 2, y: 1 },
      { x: 1 / 2, y: 1 / 2 },
      { x: 1, y: 2 / 4 },
      { x: 1, y: 2 / 5 },
    ]);
  });
});

describe('wilsonInterval', () => {
  it('is as Newcombe 1998 computes it for 81 of 263', () => {
    const { lower, upper } = wilsonInterval(81, 263);
    expect([lower, upper]).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)]);
  });

  it('says something of no hits at all', () => {
    // Newcombe 1998: 0 of 20.
    expect(wilsonInterval(0, 20)).toEqual({ lower: 0, upper: expect.closeTo(0.1611, 4) });
  });
});
