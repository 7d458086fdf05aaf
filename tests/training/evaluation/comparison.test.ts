import { compareModels, tabulateChanges, verdictOf } from '../../../training/evaluation/comparison.ts';
import type { JudgedFilm } from '../../../training/evaluation/judged-film.ts';

const thresholds = { sensitive: 0.3, specific: 0.6 };
const options = { resamples: 400, seed: 3 };

/** Forty films in groups of their own, every fourth fractured; the score of each is given. */
const judged = (scoreOf: (film: number, fractured: boolean) => number): readonly JudgedFilm[] =>
  Array.from({ length: 40 }, (_, i) => ({
    file: `${i}.png`,
    group: String(i),
    positive: i % 4 === 0,
    traits: [],
    logit: 0,
    score: scoreOf(i, i % 4 === 0),
    attention: null,
  }));

const poor = { thresholds, films: judged((film) => ((film * 17) % 40) / 40) };
const good = {
  thresholds,
  films: judged((film, fractured) => ((film * 17) % 40) / 100 + (fractured ? 0.5 : 0)),
};

describe('compareModels', () => {
  it('says in words which model ranks better', () => {
    expect(verdictOf(compareModels(poor, good, options))[0]).toMatch(/^NEW ranks better: \+0\.\d{3} \(0\./);
    expect(verdictOf(compareModels(good, poor, options))[0]).toMatch(/^NEW ranks worse: -0\.\d{3} \(-0\./);
    expect(verdictOf(compareModels(good, good, options))[0]).toBe(
      'No difference can be told in ranking: +0.000 (0.000 to 0.000).',
    );
  });

  it('counts the labels that changed', () => {
    const { title, rows } = tabulateChanges(compareModels(poor, good, options));
    const counts = rows.slice(1).flatMap((row) => row.slice(1).map(Number));
    expect(title).toBe(`Labels: ${counts.reduce((sum, count) => sum + count, 0)} of 40 films changed`);
    expect(counts[0]).toBeGreaterThan(0);
  });

  it('warns of intervals from few groups', () => {
    const few = (model: typeof good) => ({
      ...model,
      films: model.films.map((film, i) => ({ ...film, group: String(i % 8) })),
    });
    expect(verdictOf(compareModels(few(poor), few(good), options)).at(-1)).toMatch(/^Only 8 independent/);
  });

  it('refuses two models that judged other films', () => {
    const renamed = { ...good, films: good.films.map((film) => ({ ...film, file: `other ${film.file}` })) };
    expect(() => compareModels(poor, renamed, options)).toThrow('not the same film');
  });
});
