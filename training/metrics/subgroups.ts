import type { Estimate } from '#common/model/model-card';
import { estimate, type BootstrapOptions, type GroupScored } from './bootstrap.ts';
import { auroc, sensitivity, specificity } from './ranking.ts';
import type { Thresholds } from './operating-points.ts';

/** A figure from fewer films of the class it counts says nothing: it is null, and the count stands for it. */
export const fewestForFigure = 10;

/** What a film may be told apart by, such as kind `body part` and value `HAND`. */
export interface Trait {
  readonly kind: string;
  readonly value: string;
}

export interface TraitScored extends GroupScored {
  readonly traits: readonly Trait[];
}

/** Films that share a trait. A figure is null where fewer than `fewestForFigure` films of a class bear it. */
export interface Subgroup extends Trait {
  readonly films: number;
  readonly fractured: number;
  readonly auroc: Estimate | null;
  readonly sensitive: SubgroupRates;
  readonly specific: SubgroupRates;
}

export interface SubgroupRates {
  readonly sensitivity: Estimate | null;
  readonly specificity: Estimate | null;
}

/** A subgroup for each trait in order of name; a film with several values of a kind is in each. */
export function measureSubgroups(
  films: readonly TraitScored[],
  thresholds: Thresholds,
  options: BootstrapOptions,
): readonly Subgroup[] {
  const traits = new Map(
    films.flatMap((film) => film.traits.map((trait) => [`${trait.kind}\0${trait.value}`, trait] as const)),
  );
  return [...traits.keys()].sort().map((key) => {
    const { kind, value } = traits.get(key)!;
    const sharing = films.filter((film) =>
      film.traits.some((trait) => trait.kind === kind && trait.value === value),
    );
    return { kind, value, ...measureSubgroup(sharing, thresholds, options) };
  });
}

function measureSubgroup(
  films: readonly TraitScored[],
  { sensitive, specific }: Thresholds,
  options: BootstrapOptions,
): Omit<Subgroup, keyof Trait> {
  const fractured = films.filter(({ positive }) => positive).length;
  const enoughFractured = fractured >= fewestForFigure;
  const enoughOthers = films.length - fractured >= fewestForFigure;
  const rates = (threshold: number): SubgroupRates => ({
    sensitivity: enoughFractured ? estimate(films, (drawn) => sensitivity(drawn, threshold), options) : null,
    specificity: enoughOthers ? estimate(films, (drawn) => specificity(drawn, threshold), options) : null,
  });
  return {
    films: films.length,
    fractured,
    auroc: enoughFractured && enoughOthers ? estimate(films, auroc, options) : null,
    sensitive: rates(sensitive),
    specific: rates(specific),
  };
}
