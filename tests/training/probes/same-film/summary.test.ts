import type { Label } from '#common/model/result';
import type { Answer, FilmAnswers } from '../../../../training/probes/same-film/measure.ts';
import { summariseVariant, worstCase } from '../../../../training/probes/same-film/summary.ts';

const answer = (probability: number, label: Label = 'notFlagged'): Answer => ({ probability, label });

const films: readonly FilmAnswers[] = [
  {
    file: 'a',
    longSide: 454,
    original: answer(0.1),
    variants: { png: answer(0.11), half: answer(0.3, 'doubtful') },
  },
  {
    file: 'b',
    longSide: 454,
    original: answer(0.5),
    variants: { png: answer(0.46), half: null },
  },
  {
    file: 'c',
    longSide: 1280,
    original: answer(0.2),
    variants: { png: answer(0.2), half: answer(0.19) },
  },
];

describe('summariseVariant', () => {
  it('counts what lies beyond the tolerance and what changed its label', () => {
    expect(summariseVariant('half', films)).toEqual({
      name: 'half',
      films: 2,
      withheld: 1,
      median: expect.closeTo(0.105),
      percentile95: expect.closeTo(0.2 - 0.05 * 0.19),
      worstDifference: expect.closeTo(0.2),
      worstFilm: 'a',
      beyondTolerance: 1,
      labelChanges: 1,
    });
  });
});

describe('worstCase', () => {
  it('takes the worst of the named variants, film by film', () => {
    expect(worstCase(['png'], films)).toEqual({
      films: 3,
      worstDifference: expect.closeTo(0.04),
      beyondTolerance: 0,
      labelChanges: 0,
    });
    expect(worstCase(['png', 'half'], films)).toMatchObject({ beyondTolerance: 1, labelChanges: 1 });
  });

  it('leaves out what the scope gate withholds', () => {
    expect(worstCase(['half'], [films[1]!]).worstDifference).toBe(0);
  });
});

describe('both', () => {
  it('refuse a variant that was not asked', () => {
    expect(() => summariseVariant('jpeg', films)).toThrow('a was not given as jpeg');
    expect(() => worstCase(['jpeg'], films)).toThrow(RangeError);
  });
});
