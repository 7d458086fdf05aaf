import { measureSubgroups } from '../../../training/metrics/subgroups.ts';
import { filmsAt } from '../../support/scored-films.ts';

const options = { resamples: 200, seed: 1 };
const thresholds = { sensitive: 0.3, specific: 0.6 };
const hand = { kind: 'body part', value: 'HAND' };
const hardware = { kind: 'hardware', value: 'with' };
const films = [
  ...filmsAt(0.9, 12, 12).map((film) => ({ ...film, traits: [hand, hardware] })),
  ...filmsAt(0.4, 20, 4).map((film) => ({ ...film, traits: [hand] })),
  ...filmsAt(0.1, 5, 0).map((film) => ({ ...film, traits: [hardware] })),
];

describe('measureSubgroups', () => {
  const [hands, withHardware] = measureSubgroups(films, thresholds, options);

  it('measures the films of each trait', () => {
    expect(hands).toMatchObject({ ...hand, films: 32, fractured: 16 });
    // Twelve of sixteen fractured hands reach 0.6, and all sixteen others lie between the thresholds.
    expect(hands!.specific.sensitivity!.value).toBe(0.75);
    expect(hands!.specific.specificity!.value).toBe(1);
    expect(hands!.sensitive.specificity!.value).toBe(0);
    // Twelve of sixteen outrank every other, four tie with all.
    expect(hands!.auroc!.value).toBeCloseTo((12 + 4 / 2) / 16, 12);
  });

  it('gives no figure for a class of few films', () => {
    expect(withHardware).toMatchObject({ ...hardware, films: 17, fractured: 12, auroc: null });
    expect(withHardware!.sensitive).toEqual({
      sensitivity: { value: 1, lower: 1, upper: 1 },
      specificity: null,
    });
  });
});
