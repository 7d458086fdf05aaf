import { seededRandom } from '#common/sampling/seeded-random';
import type { LabelledFilm } from './labelled-film.ts';
import { splits, type Split } from './split.ts';

export interface SplitOptions {
  readonly seed: number;
  /** Parts of the films; they need not add up to 1. */
  readonly shares: Readonly<Record<Split, number>>;
}

/** Films and fractured films. */
interface Count {
  readonly films: number;
  readonly fractured: number;
}

interface Group extends Count {
  readonly key: string;
}

/**
 * Deals whole groups out to splits, so that the films of one patient stay together, the fractured ones in the same
 * proportion everywhere as far as the groups allow. The same seed gives the same splits, whatever the films'
 * order. Splits that the films had are not looked at.
 */
export function assignSplits<T extends LabelledFilm>(
  films: readonly T[],
  { seed, shares }: SplitOptions,
): readonly (T & { readonly split: Split })[] {
  const groups = countGroups(films);
  const total = sum(groups);
  const wanted = Object.values(shares).reduce((whole, share) => whole + share, 0);
  const dealt: Record<Split, Count> = { train: nothing, validation: nothing, test: nothing };
  const splitOfGroup = new Map<string, Split>();
  for (const group of inDealingOrder(groups, seed)) {
    const need = (split: Split): number => {
      const share = shares[split] / wanted;
      return missing(share, total, dealt[split], group);
    };
    const offered = splits.filter((split) => shares[split] > 0);
    const chosen = offered.reduce((most, split) => (need(split) > need(most) ? split : most));
    dealt[chosen] = sum([dealt[chosen], group]);
    splitOfGroup.set(group.key, chosen);
  }
  return films.map((film) => ({ ...film, split: splitOfGroup.get(keyOf(film))! }));
}

const nothing: Count = { films: 0, fractured: 0 };

/** How far a split still is from its share of what a group holds, as parts of that share. */
function missing(share: number, total: Count, dealt: Count, group: Count): number {
  const lack = (whole: number, had: number, offered: number): number =>
    whole === 0 ? 0 : (offered * (share * whole - had)) / (share * whole * whole);
  const sound = ({ films, fractured }: Count): number => films - fractured;
  return (
    lack(total.fractured, dealt.fractured, group.fractured) + lack(sound(total), sound(dealt), sound(group))
  );
}

/** Large groups first, as they fit in fewest places; those of one size in an order drawn by the seed. */
function inDealingOrder(groups: readonly Group[], seed: number): readonly Group[] {
  const random = seededRandom(seed);
  return [...groups]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((group) => ({ group, drawn: random() }))
    .sort((a, b) => b.group.films - a.group.films || a.drawn - b.drawn)
    .map(({ group }) => group);
}

function countGroups(films: readonly LabelledFilm[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const film of films) {
    const key = keyOf(film);
    const one = { films: 1, fractured: film.fractured ? 1 : 0 };
    groups.set(key, { key, ...sum([groups.get(key) ?? nothing, one]) });
  }
  return [...groups.values()];
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (whole, { films, fractured }) => ({
      films: whole.films + films,
      fractured: whole.fractured + fractured,
    }),
    nothing,
  );
}

function keyOf({ source, group }: LabelledFilm): string {
  return JSON.stringify([source, group]);
}
