import { quantile } from '../quantile.ts';
import type { Answer, FilmAnswers } from './measure.ts';

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
  const pairs = films.map(({ file, original, variants }) => ({ file, original, answer: variants[name]! }));
  const compared = pairs
    .filter(({ original, answer }) => isComparable(original, answer))
    .map(({ file, original, answer }) => ({
      file,
      difference: distance(original, answer),
      changed: answer.label !== original.label,
    }))
    .sort((a, b) => b.difference - a.difference);
  const differences = compared.map(({ difference }) => difference);
  return {
    name,
    films: compared.length,
    withheld: pairs.filter(({ original, answer }) => answer.withheld && !original.withheld).length,
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
  const perFilm = films.map(({ original, variants }) => {
    const answers = names.map((name) => variants[name]!).filter((answer) => isComparable(original, answer));
    return {
      difference: Math.max(0, ...answers.map((answer) => distance(original, answer))),
      changed: answers.some(({ label }) => label !== original.label),
    };
  });
  return {
    films: films.length,
    worstDifference: Math.max(0, ...perFilm.map(({ difference }) => difference)),
    beyondTolerance: perFilm.filter(({ difference }) => difference > tolerance).length,
    labelChanges: perFilm.filter(({ changed }) => changed).length,
  };
}

function isComparable(original: Answer, answer: Answer): boolean {
  return !original.withheld && !answer.withheld;
}

function distance(original: Answer, answer: Answer): number {
  return Math.abs(answer.probability - original.probability);
}
