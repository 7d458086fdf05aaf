import { sigmoid } from '#common/model/calibration';
import { evaluateSet } from '../../../training/evaluation/evaluate-set.ts';
import type { EvaluationSet } from '../../../training/evaluation/evaluation-set.ts';
import type { JudgedFilm } from '../../../training/evaluation/judged-film.ts';
import { drawReportPage } from '../../../training/evaluation/report/report-page.ts';
import { tabulateSet, tabulateSets } from '../../../training/evaluation/tables.ts';

const set: EvaluationSet = {
  name: 'Made <up>',
  films: [],
  groups: 'pairs',
  pooling: 'maximum',
  statements: ['Nothing is known of it.'],
};
const options = {
  resamples: 100,
  seed: 1,
  temperature: 2,
  thresholds: { sensitive: 0.2, specific: 0.7 },
};

/** Pairs of films: the first of each at the logit, the second at nought; every other pair is fractured. */
const films: readonly JudgedFilm[] = [-2, 1, -1, 2, -3, 3, 1, 2].flatMap((logit, pair) =>
  [logit, 0].map((each, i) => ({
    file: `${pair}-${i}`,
    group: String(pair),
    positive: pair % 2 === 1,
    logit: each,
    score: sigmoid(each),
    traits: [{ kind: 'body part', value: 'HAND' }],
    attention: pair % 2 === 1 ? { hit: i === 0, hitByChance: 0.1, energyInBoxes: 0.4, boxShare: 0.2 } : null,
  })),
);
const evaluation = evaluateSet(set, films, options);

describe('evaluateSet', () => {
  it('counts films, groups and what one film for each group gives', () => {
    expect(evaluation).toMatchObject({ films: 16, fractured: 8, groupCount: 8 });
    expect(evaluation.pooled).toMatchObject({ pooling: 'maximum', films: 8, fractured: 4 });
    // By maximum: fractured 1, 2, 3, 2 and others 0, 0, 0, 1: one tie of sixteen pairs.
    expect(evaluation.pooled!.ranking.auroc.value).toBeCloseTo(15.5 / 16, 12);
  });

  it('warns of films that are copies of few', () => {
    expect(evaluation.statements).toEqual([
      'Nothing is known of it.',
      'Only 4 pairs hold fractured films: little can be told from them.',
      'Only 4 pairs hold unfractured films: little can be told from them.',
    ]);
  });

  it('measures the operating points and one half', () => {
    expect(evaluation.points.map(({ name, threshold }) => [name, threshold])).toEqual([
      ['sensitive', 0.2],
      ['specific', 0.7],
      ['one half', 0.5],
    ]);
    // sigmoid(1) = 0.73: four fractured films and one other reach 0.7.
    const specific = evaluation.points[1]!;
    expect(specific.confusion).toEqual({
      truePositives: 4,
      falsePositives: 1,
      trueNegatives: 7,
      falseNegatives: 4,
    });
    // At 10 %: 5 of 10 fractured ones, and 90 / 8 of the others.
    expect(specific.flags[1]!.flagged).toBeCloseTo(5 + 90 / 8, 9);
    expect(specific.falseAlarms[1]!.rate).toBeCloseTo(1 - (7 / 8) ** 2, 12);
  });

  it('judges attention over the films that have it', () => {
    expect(evaluation.attention).toMatchObject({
      films: 8,
      figures: { hit: { value: 0.5 }, boxShare: { value: expect.closeTo(0.2, 12) } },
    });
  });

  it('scales by the temperature that it is given', () => {
    // Half the logits of pair 7: sigmoid(1) instead of sigmoid(2).
    const { scaled, uncalibratedError } = evaluation.probabilities;
    expect(scaled!.temperature).toBe(2);
    expect(scaled!.error.value).not.toBeCloseTo(uncalibratedError.value, 3);
  });
});

describe('tables and page', () => {
  it('say unknown with its count where a class has fewer than ten films', () => {
    const subgroups = tabulateSet(evaluation).find(({ title }) => title === 'Subgroups')!;
    expect(subgroups.rows[1]).toEqual([
      'body part HAND',
      '16 (8)',
      'unknown',
      'unknown (8 fractured)',
      'unknown (8 not)',
      'unknown (8 fractured)',
      'unknown (8 not)',
    ]);
  });

  it('put every set into the table side by side, with its interval', () => {
    const [, row] = tabulateSets([evaluation]).rows;
    expect(row![0]).toBe('Made <up>');
    expect(row![2]).toMatch(/^0\.\d{3} \(0\.\d{3} to [01]\.\d{3}\)$/);
  });

  it('draw a page that needs nothing from outside and escapes what it is given', () => {
    const page = drawReportPage({ title: 'T', lines: [], tables: [] }, [{ evaluation, films }]);
    expect(page.match(/<svg /g)).toHaveLength(4);
    expect(page).toContain('Made &lt;up&gt;');
    expect(page).not.toMatch(/https?:|<script|NaN/);
  });
});
