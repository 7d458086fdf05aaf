import type { LabelledFilm } from './labelled-film.ts';
import type { Split } from './split.ts';

/**
 * The films of a split.
 *
 * @throws RangeError when it is empty or all its films have one label: nothing can be learned or judged on it.
 */
export function filmsOfSplit<T extends LabelledFilm>(films: readonly T[], split: Split): readonly T[] {
  const chosen = films.filter((film) => film.split === split);
  requireBothClasses(chosen, `The ${split} split`);
  return chosen;
}

/**
 * @param what the subject of the sentence that is thrown.
 * @throws RangeError when there are no films or all have one label.
 */
export function requireBothClasses(films: readonly LabelledFilm[], what: string): void {
  if (films.length === 0) throw new RangeError(`${what} is empty.`);
  const fractured = films.filter((film) => film.fractured).length;
  if (fractured === films.length) throw new RangeError(`${what} has only fractured films (${fractured}).`);
  if (fractured === 0) throw new RangeError(`${what} has no fractured film among ${films.length}.`);
}
