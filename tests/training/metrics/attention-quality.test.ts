import { letterbox } from '#common/imaging/letterbox';
import { sigmoid } from '#common/model/calibration';
import { judgeAttention } from '../../../training/metrics/attention-quality.ts';

// An image of 80 x 40 in an input of 40 x 40: the film is columns 10 to 29, and a cell has 10 x 10 pixels.
const placement = letterbox(80, 40, 40, 40);
const mapOf = (cells: Readonly<Record<number, number>>) => ({
  rows: 4,
  columns: 4,
  logits: Float32Array.from({ length: 16 }, (_, cell) => cells[cell] ?? 0),
  letterbox: placement,
});
// Image columns 0 to 19 are input columns 10 to 19, rows 20 to 39 are input rows 10 to 19: cell 5 alone.
const cellFive = { left: 0, top: 20, width: 20, height: 20 };

describe('judgeAttention', () => {
  it('hits when the hottest cell of the film overlaps a box', () => {
    expect(judgeAttention(mapOf({ 5: 1, 6: 0.5 }), [cellFive]).hit).toBe(true);
    expect(judgeAttention(mapOf({ 5: 1, 6: 1.5 }), [cellFive]).hit).toBe(false);
  });

  it('never looks at the bars beside the film', () => {
    expect(judgeAttention(mapOf({ 4: 9, 5: 1 }), [cellFive]).hit).toBe(true);
  });

  it('gives an even map what chance gives', () => {
    // One of the film's eight cells, and one eighth of its area.
    const { hitByChance, energyInBoxes, boxShare } = judgeAttention(mapOf({}), [cellFive]);
    expect([hitByChance, energyInBoxes, boxShare]).toEqual([1 / 8, expect.closeTo(1 / 8, 6), 1 / 8]);
  });

  it('shares the energy out by the probabilities of the cells', () => {
    const { energyInBoxes } = judgeAttention(mapOf({ 5: 2 }), [cellFive]);
    expect(energyInBoxes).toBeCloseTo(sigmoid(2) / (sigmoid(2) + 7 * 0.5), 6);
  });

  it('counts overlapping boxes once and a box over two cells in both', () => {
    // Left half of cells 5 and 9, given twice.
    const tall = { left: 0, top: 20, width: 10, height: 40 };
    const { boxShare, hitByChance } = judgeAttention(mapOf({}), [tall, tall]);
    expect([boxShare, hitByChance]).toEqual([1 / 8, 2 / 8]);
  });

  it('refuses boxes beside the film', () => {
    expect(() => judgeAttention(mapOf({}), [{ left: 60, top: 0, width: 5, height: 5 }])).toThrow('No box');
  });
});
