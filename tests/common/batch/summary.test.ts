import { summariseFilms, throughputOf, type CountedFilm } from '#common/batch/summary';

const film = (bodyPart: string | null, probability: number | null, rest: Partial<CountedFilm> = {}) =>
  ({ bodyPart, probability, outcome: probability === null ? 'failed' : 'suspected', ...rest }) as const;

describe('summariseFilms', () => {
  it('bins probabilities by their lower end, and puts 1 into the last bin', () => {
    const { bins } = summariseFilms([0, 0.049, 0.05, 0.95, 1].map((p) => film('HAND', p)));
    // Bins of 0.05: [0, 0.05) holds two, [0.05, 0.1) one, [0.95, 1] two.
    expect([bins[0], bins[1], bins[19], bins.length]).toEqual([2, 1, 2, 20]);
    expect(bins.reduce((total, count) => total + count, 0)).toBe(5);
  });

  it('counts every film once by body part and outcome, the largest part first', () => {
    const films = [
      film(null, null),
      film('HAND', 0.2, { outcome: 'notFlagged' }),
      film('HAND', 0.9),
      film('FOOT', null, { outcome: 'outOfScope' }),
      film('HAND', null),
    ];
    const { films: total, counts, parts } = summariseFilms(films);
    expect([total, counts.failed, counts.suspected, counts.outOfScope]).toEqual([5, 2, 1, 1]);
    expect(parts.map(({ bodyPart, films: count }) => [bodyPart, count])).toEqual([
      ['HAND', 3],
      [null, 1],
      ['FOOT', 1],
    ]);
    expect(parts[0]!.counts).toMatchObject({ notFlagged: 1, suspected: 1, failed: 1 });
  });
});

describe('throughputOf', () => {
  it('gives films per second in spans of one length, a pause among them', () => {
    const samples = [
      { seconds: 10, films: 5 },
      { seconds: 12, films: 25 },
      { seconds: 13, films: 25 },
      { seconds: 14, films: 29 },
    ];
    // 20 films in two seconds, none in one, 4 in the last.
    expect(throughputOf(samples)).toEqual({ secondsEach: 1, rates: [10, 10, 0, 4] });
  });

  it('says nothing of a single moment, and draws no more spans than can be told apart', () => {
    expect(throughputOf([{ seconds: 1, films: 1 }]).rates).toEqual([]);
    const hour = [
      { seconds: 0, films: 0 },
      { seconds: 3600, films: 7200 },
    ];
    const { rates, secondsEach } = throughputOf(hour);
    expect([rates.length, secondsEach, new Set(rates.map((rate) => rate.toFixed(9)))]).toEqual([
      40,
      90,
      new Set(['2.000000000']),
    ]);
  });
});
