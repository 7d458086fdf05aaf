import { seededRandom } from '#common/sampling/seeded-random';

/** `count` of the films, or all where there are no more, drawn by the seed and left in their order. */
export function sampleFilms<T>(films: readonly T[], count: number, seed: number): readonly T[] {
  const random = seededRandom(seed);
  const drawn = films.map((film, index) => ({ film, index, key: random() }));
  return drawn
    .toSorted((a, b) => a.key - b.key)
    .slice(0, count)
    .toSorted((a, b) => a.index - b.index)
    .map(({ film }) => film);
}
