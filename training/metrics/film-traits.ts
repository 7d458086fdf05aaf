import type { LabelledFilm } from '../dataset/labelled-film.ts';
import type { Trait } from './subgroups.ts';

/** What somebody recorded of a film that it may be told apart by. */
export function traitsOf({
  bodyParts,
  hardware,
  views,
}: Pick<LabelledFilm, 'bodyParts' | 'hardware' | 'views'>): readonly Trait[] {
  return [
    ...bodyParts.map((value) => ({ kind: 'body part', value })),
    ...(hardware === null ? [] : [{ kind: 'hardware', value: hardware ? 'with' : 'without' }]),
    ...(views ?? []).map((value) => ({ kind: 'view', value })),
  ];
}
