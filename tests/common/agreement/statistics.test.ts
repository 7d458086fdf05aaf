import {
  cohensKappa,
  everyVerdict,
  figuresOf,
  proportion,
  standingEntries,
  tableOf,
} from '#common/agreement/statistics';
import { reportOf } from '#common/agreement/report';
import { scoresByManufacturer, scoresByMonth } from '#common/agreement/drift';
import { entriesOf, entry } from '../../support/agreement-entries';

// Worked by hand: of 50 films the reader takes 25 for fractured, the model is positive on 30, both on 20.
const counts = { bothPositive: 20, readerOnly: 5, modelOnly: 10, bothNegative: 15 };

describe('figuresOf', () => {
  it('equals the example worked by hand', () => {
    const figures = figuresOf(tableOf(standingEntries(entriesOf(counts), everyVerdict)));
    // (20 + 15) / 50; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5; kappa (0.7 - 0.5) / 0.5 = 0.4.
    // Variance (0.10972 + 0.10188 - 0.01) / (50 * 0.25) = 0.016128; half 1.959964 * 0.126996 = 0.248908.
    expect(figures.kappa?.value).toBeCloseTo(0.4, 12);
    expect(figures.kappa?.lower).toBeCloseTo(0.151092, 5);
    expect(figures.kappa?.upper).toBeCloseTo(0.648908, 5);
    expect(figures.agreement?.value).toBeCloseTo(0.7, 12);
    expect(figures.positiveAmongFractures?.value).toBeCloseTo(20 / 25, 12);
    expect(figures.negativeAmongOthers?.value).toBeCloseTo(15 / 25, 12);
  });

  it('is never sure of few films: 2 of 2 alike are -0.32 to 1, 100 of 100 are 0.93 to 1', () => {
    const few = { bothPositive: 1, readerOnly: 0, modelOnly: 0, bothNegative: 1, unsure: 0 };
    // Wilson of 2 of 2 is 0.34238 to 1, by chance they agree in 0.5: (0.34238 - 0.5) / 0.5.
    expect(cohensKappa(few)!.lower).toBeCloseTo(-0.31524, 4);
    expect([cohensKappa(few)!.value, cohensKappa(few)!.upper]).toEqual([1, 1]);
    // Wilson of 100 of 100 is 0.96301 to 1.
    expect(cohensKappa({ ...few, bothPositive: 50, bothNegative: 50 })!.lower).toBeCloseTo(0.92601, 4);
  });

  it('has an interval around its value, within -1 and 1, for every table of up to six films', () => {
    let tables = 0;
    for (let cells = 0; cells < 7 ** 4; cells++) {
      const [a = 0, b = 0, c = 0, d = 0] = [1, 7, 49, 343].map((place) => Math.floor(cells / place) % 7);
      if (a + b + c + d > 6) continue;
      const kappa = cohensKappa({ bothPositive: a, readerOnly: b, modelOnly: c, bothNegative: d, unsure: 0 });
      if (kappa === null) continue;
      const { value, lower, upper } = kappa;
      tables += 1;
      expect(-1 <= lower && lower <= value + 1e-12 && value - 1e-12 <= upper && upper <= 1).toBe(true);
      expect(upper - lower).toBeGreaterThan(0.3);
    }
    expect(tables).toBeGreaterThan(150);
  });

  it('gives no figure where there is nothing to divide by', () => {
    const none = { bothPositive: 0, readerOnly: 0, modelOnly: 0, bothNegative: 0, unsure: 3 };
    expect(Object.values(figuresOf(none))).toEqual([null, null, null, null]);
    expect(cohensKappa({ ...none, bothPositive: 7 })).toBeNull();
  });
});

describe('proportion', () => {
  it('has the score interval: 1 of 10 is 0.0179 to 0.4042', () => {
    // z^2 = 3.8415: centre (0.1 + 0.192073) / 1.384146 = 0.211013, half 1.416033 * sqrt(0.009 + 0.009604) = 0.193141.
    const { lower, upper } = proportion(1, 10)!;
    expect([lower.toFixed(4), upper.toFixed(4)]).toEqual(['0.0179', '0.4042']);
  });
});

describe('standingEntries', () => {
  const blind = entry('film', { id: 'one', verdict: 'noFracture', readFirst: true });
  const after = entry('film', { id: 'two', verdict: 'fracture', amends: 'one', override: false });
  const gone = entry('other', { id: 'three', verdict: 'agree' });
  const taken = entry('other', { id: 'four', verdict: null, amends: 'three' });

  it('counts the last word of a reader on a film, and none that was taken back', () => {
    expect(standingEntries([blind, after, gone, taken], everyVerdict).map(({ id }) => id)).toEqual(['two']);
  });

  it('keeps, read first, to what was said before the answer was seen', () => {
    const readFirst = { ...everyVerdict, readFirst: true };
    expect(standingEntries([blind, after, gone, taken], readFirst).map(({ id }) => id)).toEqual(['one']);
  });

  it('lets through the reader, the model and the days that are asked for', () => {
    const late = entry('late', { when: '2026-12-01T00:00:00.000Z' });
    const ids = (change: object): readonly string[] =>
      standingEntries([blind, late], { ...everyVerdict, ...change }).map(({ id }) => id);
    expect(ids({ from: '2026-12-01' })).toEqual(['late']);
    expect(ids({ until: '2026-11-30' })).toEqual(['one']);
    expect(ids({ reader: 'nobody' })).toEqual([]);
    expect(ids({ model: 'ab'.repeat(32) })).toEqual(['one', 'late']);
  });
});

describe('reportOf', () => {
  const state = { entries: 50, faultCount: 0, faults: [], isTorn: false, newer: 0, head: null };

  it('lists where reader and model differ, the latest first, and no film of which the reader is unsure', () => {
    const entries = [
      entry('same', { number: 1 }),
      entry('reader', { number: 2, probability: 0.2, verdict: 'disagree' }),
      entry('unsure', { number: 3, verdict: 'unsure' }),
      entry('model', { number: 4, verdict: 'noFracture' }),
    ];
    const { discordant, discordantCount, table } = reportOf(entries, state, everyVerdict);
    expect(discordant.map(({ number }) => number)).toEqual([4, 2]);
    expect([discordantCount, table.unsure]).toEqual([2, 1]);
  });
});

describe('the drift of scores', () => {
  const films = [
    entry('a', { probability: 1, when: '2026-12-31T23:59:59.999Z', manufacturer: null }),
    entry('b', { probability: 0.125, when: '2026-11-01T00:00:00.000Z' }),
    entry('c', { probability: 0.375, when: '2026-11-02T00:00:00.000Z' }),
  ];

  it('has a histogram for each month and each manufacturer', () => {
    const november = { films: 2, median: 0.25, bins: [0, 1, 0, 1, 0, 0, 0, 0, 0, 0] };
    const december = { films: 1, median: 1, bins: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1] };
    expect(scoresByMonth(films)).toEqual([
      { name: '2026-11', ...november },
      { name: '2026-12', ...december },
    ]);
    expect(scoresByManufacturer(films)).toEqual([
      { name: 'Maker', ...november },
      { name: null, ...december },
    ]);
  });
});
