import { matcher, worklistOf, type WorklistStudy } from '#common/batch/worklist';
import { failedFilm, foreignFilm, worklistFilm } from '../../support/worklist-films.ts';

const names = (studies: readonly WorklistStudy[]) => studies.map(({ film }) => film.filmId);

describe('worklistOf', () => {
  it('puts the highest score first and what has none apart, failures before what is outside scope', () => {
    const films = [foreignFilm('ct'), worklistFilm('low', 0.1), failedFilm('bad'), worklistFilm('high', 0.9)];
    const list = worklistOf(films);
    expect([names(list.scored), names(list.found), names(list.unscored)]).toEqual([
      ['high', 'low'],
      ['low', 'high'],
      ['bad', 'ct'],
    ]);
  });

  it('gives a study the highest score of its views, and names the view that decided', () => {
    const study = { studyKey: 'one' };
    const films = [
      worklistFilm('pa', 0.2, study),
      worklistFilm('lateral', 0.7, { ...study, view: 'LL' }),
      { ...foreignFilm('scout'), ...study },
      worklistFilm('other', 0.5),
    ];
    const [first, second] = worklistOf(films).scored;
    expect(first).toMatchObject({ views: 3, probability: 0.7, film: { filmId: 'lateral', view: 'LL' } });
    expect(second).toMatchObject({ views: 1, film: { filmId: 'other' } });
    expect(worklistOf(films).unscored).toEqual([]);
  });

  it('has a score even when the failed view of the study came first', () => {
    const study = { studyKey: 'one' };
    const list = worklistOf([{ ...failedFilm('bad'), ...study }, worklistFilm('good', 0.01, study)]);
    expect(list.scored).toMatchObject([{ probability: 0.01, views: 2, failedViews: 1 }]);
  });

  it('lists a failed view above, also of a study whose other view has a score', () => {
    const study = { studyKey: 'one' };
    const { unscored } = worklistOf([
      worklistFilm('good', 0.01, study),
      { ...failedFilm('bad'), ...study },
      { ...foreignFilm('scout'), ...study },
    ]);
    expect(unscored).toMatchObject([{ rowKey: 'film bad', probability: null, film: { filmId: 'bad' } }]);
  });

  it('never puts scores of an older model among those of the present one', () => {
    const study = { studyKey: 'one' };
    const list = worklistOf([
      worklistFilm('old', 0.99, { ...study, isOlder: true }),
      worklistFilm('older', 0.2, { isOlder: true }),
      worklistFilm('new', 0.1, study),
    ]);
    expect([names(list.scored), names(list.older)]).toEqual([['new'], ['old', 'older']]);
    expect(new Set([...list.scored, ...list.older].map(({ rowKey }) => rowKey)).size).toBe(3);
  });

  it('sorts a hundred thousand films', () => {
    const films = Array.from({ length: 100_000 }, (_, i) =>
      worklistFilm(`${i}`, ((i * 7919) % 100_003) / 100_003),
    );
    const { scored } = worklistOf(films);
    expect(scored.length).toBe(100_000);
    expect(scored.every(({ probability }, i) => i === 0 || probability! <= scored[i - 1]!.probability!)).toBe(
      true,
    );
  });
});

describe('matcher', () => {
  const { scored } = worklistOf([
    worklistFilm('a', 0.9, { patientId: 'MÜLLER-7' }),
    worklistFilm('b', 0.8, { bodyPart: 'WRIST' }),
  ]);

  it('finds every word in any order, whatever case and accents', () => {
    expect(names(scored.filter(matcher('hand muller')))).toEqual(['a']);
    expect(names(scored.filter(matcher('WRIST')))).toEqual(['b']);
    expect(names(scored.filter(matcher('2026')))).toEqual(['a', 'b']);
    expect(names(scored.filter(matcher(' ')))).toEqual(['a', 'b']);
  });
});
