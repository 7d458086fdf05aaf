import { quantile } from '../../metrics/quantile.ts';
import type { FilmAnswers } from './measure.ts';

/** What one variant does to the answer; differences are of the calibrated probability, without sign. */
export interface VariantSummary {
  readonly name: string;
  /** Films compared: those of which the product gives a number both ways. */
  readonly films: number;
  /** Films that the scope gate refuses in this variant though not as the data set holds them. */
  readonly withheld: number;
  readonly median: number;
  readonly percentile95: number;
  readonly worstDifference: number;
  readonly worstFilm: string | null;
  /** Films further from the original than `tolerance`. */
  readonly beyondTolerance: number;
  readonly labelChanges: number;
}

/** The worst over some variants of some films. */
export interface WorstCase {
  readonly films: number;
  readonly worstDifference: number;
  /** Films of which any variant is further from the original than `tolerance`. */
  readonly beyondTolerance: number;
  /** Films of which any variant has another label than the original. */
  readonly labelChanges: number;
}

/** How far the probabilities of one radiograph may lie apart. */
export const tolerance = 0.05;

/** Compares one variant with the data set's own file. */
export function summariseVariant(name: string, films: readonly FilmAnswers[]): VariantSummary {
  const compared = films
    .flatMap((film) => compare(film, name))
    .toSorted((a, b) => b.difference - a.difference);
  const differences = compared.map(({ difference }) => difference);
  return {
    name,
    films: compared.length,
    withheld: films.filter(({ original, variants }) => original !== null && variants[name] === null).length,
    median: compared.length === 0 ? 0 : quantile(differences, 0.5),
    percentile95: compared.length === 0 ? 0 : quantile(differences, 0.95),
    worstDifference: differences[0] ?? 0,
    worstFilm: compared[0]?.file ?? null,
    beyondTolerance: differences.filter((difference) => difference > tolerance).length,
    labelChanges: compared.filter(({ changed }) => changed).length,
  };
}

/** The worst that the named variants do to any of the films. */
export function worstCase(names: readonly string[], films: readonly FilmAnswers[]): WorstCase {
  const perFilm = films.map((film) => {
    const compared = names.flatMap((name) => compare(film, name));
    return {
      difference: Math.max(0, ...compared.map(({ difference }) => difference)),
      changed: compared.some(({ changed }) => changed),
    };
  });
  return {
    films: films.length,
    worstDifference: Math.max(0, ...perFilm.map(({ difference }) => difference)),
    beyondTolerance: perFilm.filter(({ difference }) => difference > tolerance).length,
    labelChanges: perFilm.filter(({ changed }) => changed).length,
  };
}

/** One comparison, or none where a number is withheld. */
function compare({ file, original, variants }: FilmAnswers, name: string): readonly Difference[] {
  const answer = variants[name];
  if (answer === undefined) throw new RangeError(`${file} was not given as ${name}.`);
  if (original === null || answer === null) return [];
  const difference = Math.abs(answer.probability - original.probability);
  return [{ file, difference, changed: answer.label !== original.label }];
}

interface Difference {
  readonly file: string;
  readonly difference: number;
  readonly changed: boolean;
}
