import { filteredWorklist, wholeWorklist, worklistChoices } from '#common/batch/worklist-filter';
import { worklistOf } from '#common/batch/worklist';
import { failedFilm, foreignFilm, worklistFilm } from '../../support/worklist-films.ts';

const films = [
  worklistFilm('a', 0.9, { outcome: { kind: 'scored', probability: 0.9, finding: 'suspected' } }),
  worklistFilm('b', 0.4, { bodyPart: 'WRIST' }),
  failedFilm('x'),
  foreignFilm('ct'),
];
const { scored, unscored } = worklistOf(films);
const left = (filter: Partial<typeof wholeWorklist>) =>
  filteredWorklist([...unscored, ...scored], { ...wholeWorklist, ...filter }, (key) =>
    key === 'study of b' ? 'agree' : null,
  ).map(({ film }) => film.filmId);

describe('filteredWorklist', () => {
  it('leaves every line where nothing is asked', () => {
    expect(left({})).toEqual(['x', 'ct', 'a', 'b']);
  });

  it('narrows by outcome, body part and verdict, all at once', () => {
    expect([
      left({ outcome: 'suspected' }),
      left({ outcome: 'failed' }),
      left({ outcome: 'outOfScope' }),
    ]).toEqual([['a'], ['x'], ['ct']]);
    expect(left({ bodyPart: 'WRIST' })).toEqual(['b']);
    expect([left({ verdict: 'agree' }), left({ verdict: 'none' })]).toEqual([['b'], ['x', 'ct', 'a']]);
    expect(left({ text: 'dcm', bodyPart: 'HAND', verdict: 'none', outcome: 'suspected' })).toEqual(['a']);
  });
});

describe('worklistChoices', () => {
  it('offers what occurs, the gravest first', () => {
    expect(worklistChoices(films)).toEqual({
      outcomes: ['suspected', 'rankingScore', 'failed', 'outOfScope'],
      bodyParts: ['HAND', 'WRIST'],
    });
  });
});
