import { assignSplits } from '../../../training/dataset/assign-splits.ts';
import { filmsOfSplit } from '../../../training/dataset/films-of-split.ts';
import type { LabelledFilm } from '../../../training/dataset/labelled-film.ts';
import { splits } from '../../../training/dataset/split.ts';
import { radiograph } from '../../support/radiographs.ts';

/** Patients with one to five films, of whom every fourth has a fracture on about half of them. */
const films: readonly LabelledFilm[] = Array.from({ length: 200 }, (_, patient) =>
  Array.from({ length: 1 + (patient % 5) }, (_, view) =>
    radiograph(`${patient}-${view}`, {
      group: `${patient}`,
      fractured: patient % 4 === 0 && view % 2 === 0,
    }),
  ),
).flat();
const options = { seed: 3, shares: { train: 8, validation: 1, test: 1 } };

describe('assignSplits', () => {
  const assigned = assignSplits(films, options);

  it('keeps the films of a patient together', () => {
    const splitsOf = new Map<string, Set<string>>();
    for (const { group, split } of assigned)
      splitsOf.set(group, (splitsOf.get(group) ?? new Set()).add(split));
    expect([...splitsOf.values()].every(({ size }) => size === 1)).toBe(true);
  });

  it('gives every split its share of the films and of the fractures', () => {
    const fractured = films.filter((film) => film.fractured).length;
    for (const split of splits) {
      const share = options.shares[split] / 10;
      const chosen = filmsOfSplit(assigned, split);
      expect(Math.abs(chosen.length - share * films.length)).toBeLessThanOrEqual(5);
      expect(
        Math.abs(chosen.filter((film) => film.fractured).length - share * fractured),
      ).toBeLessThanOrEqual(3);
    }
  });

  it('depends on the seed and not on the order of the films', () => {
    const turned = assignSplits(films.toReversed(), options).toReversed();
    expect(turned).toEqual(assigned);
    expect(assignSplits(films, { ...options, seed: 4 })).not.toEqual(assigned);
  });

  it('leaves a split without a share empty', () => {
    const two = assignSplits(films, { seed: 3, shares: { train: 1, validation: 1, test: 0 } });
    expect(two.some(({ split }) => split === 'test')).toBe(false);
    expect(() => filmsOfSplit(two, 'test')).toThrow('The test split is empty.');
  });
});

describe('filmsOfSplit', () => {
  const film = (fractured: boolean): LabelledFilm => radiograph('a', { fractured, split: 'train' });

  it('refuses one class alone', () => {
    expect(filmsOfSplit([film(true), film(false)], 'train')).toHaveLength(2);
    expect(() => filmsOfSplit([film(true), film(true)], 'train')).toThrow('only fractured films (2)');
    expect(() => filmsOfSplit([film(false)], 'train')).toThrow('no fractured film among 1');
  });
});
