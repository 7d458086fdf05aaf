import { letterbox } from '#common/imaging/letterbox';
import { seededRandom } from '#common/sampling/seeded-random';
import { countRegions, judge } from '../../../training/card/judge.ts';
import { radiograph } from '../../support/radiographs.ts';

describe('countRegions', () => {
  it('counts a film for each part it shows', () => {
    const films = [
      radiograph('a', { bodyParts: ['HAND', 'SHOULDER'], fractured: true }),
      radiograph('b', { bodyParts: ['HAND'] }),
      radiograph('c', { bodyParts: ['LEG'], fractured: true }),
    ];
    expect(countRegions(films)).toEqual({
      HAND: { testImages: 2, testFractured: 1 },
      LEG: { testImages: 1, testFractured: 1 },
      SHOULDER: { testImages: 1, testFractured: 1 },
    });
  });
});

describe('judge', () => {
  const random = seededRandom(9);
  /** Every fourth film fractured, its logit higher by `gap` than a sound one's. */
  const films = (count: number, gap: number) =>
    Array.from({ length: count }, (_, i) => {
      const fractured = i % 4 === 0;
      const logit = 2 * random() + (fractured ? gap : 0);
      return {
        film: radiograph(`film-${i}`, { fractured, block: Math.floor(i / 4), hardware: i % 8 === 0 }),
        letterbox: letterbox(64, 64, 64, 64),
        logit,
        mapRows: 1,
        mapColumns: 1,
        mapCells: Float32Array.of(logit),
        features: new Float32Array(1),
      };
    });
  const options = { resamples: 50, seed: 1, goals: { sensitivity: 0.9, specificity: 0.9 } };
  const judgement = judge({ validation: films(160, 1.5), test: films(160, 1.5) }, options);

  it('takes thresholds from validation and gives every figure of the test films an interval', () => {
    const { sensitive, specific } = judgement.operatingPoints;
    expect(sensitive.threshold).toBeLessThan(specific.threshold);
    expect(sensitive.validation.sensitivity.value).toBeGreaterThanOrEqual(0.9);
    expect(specific.validation.specificity.value).toBeGreaterThanOrEqual(0.9);
    expect(sensitive.flagsPer100.map(({ prevalence }) => prevalence)).toEqual([0.05, 0.1, 0.2]);
    const { auroc } = judgement.metrics.test;
    expect(auroc.lower).toBeLessThan(auroc.value);
    expect(auroc.upper).toBeGreaterThan(auroc.value);
  });

  it('gives figures of parts that have the films for them, and null for the others', () => {
    const find = (kind: string, value: string) =>
      judgement.subgroups.find((group) => group.kind === kind && group.value === value);
    expect(find('body part', 'HAND')?.auroc).toEqual(judgement.metrics.test.auroc);
    expect(find('hardware', 'with')).toMatchObject({ films: 20, fractured: 20, auroc: null });
  });

  it('says how false alarms grow with the views of a study', () => {
    const rates = judgement.views.falseAlarms.map(({ specific }) => specific);
    const first = 1 - judgement.operatingPoints.specific.test.specificity.value;
    expect(rates[0]).toBeCloseTo(first, 12);
    expect(rates[3]).toBeCloseTo(1 - (1 - first) ** 4, 12);
  });

  it('releases a verdict only for figures that allow it', () => {
    expect(judgement.release.verdict).toBe('rankingOnly');
    const sure = judge({ validation: films(160, 1.75), test: films(160, 1.75) }, options);
    expect(sure.release.verdict).toBe('threeWay');
    // One threshold reaches 0.9 of both here, so more is asked of each.
    expect(sure.operatingPoints.sensitive.chosenBy).not.toMatch(/at least 0.9$/);
  });
});
