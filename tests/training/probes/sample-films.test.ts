import { sampleFilms } from '../../../training/probes/sample-films.ts';

const films = Array.from({ length: 50 }, (_, i) => i);

describe('sampleFilms', () => {
  it('draws as many as asked for, each once and in order', () => {
    const drawn = sampleFilms(films, 20, 1);
    expect(new Set(drawn).size).toBe(20);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
  });

  it('draws others for another seed, the same for the same, and all where there are no more', () => {
    expect(sampleFilms(films, 20, 1)).toEqual(sampleFilms(films, 20, 1));
    expect(sampleFilms(films, 20, 1)).not.toEqual(sampleFilms(films, 20, 2));
    expect(sampleFilms(films, 80, 1)).toEqual(films);
  });
});
