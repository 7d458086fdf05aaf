import { bodyPartChart, probabilityChart, throughputChart } from '#common/batch/charts';
import { sayIn } from '#common/words/say';
import { summariseFilms, type CountedFilm } from '#common/batch/summary';

const films: readonly CountedFilm[] = [
  { bodyPart: 'HAND', outcome: 'suspected', probability: 0.91 },
  { bodyPart: 'HAND', outcome: 'notFlagged', probability: 0.02 },
  { bodyPart: 'HAND', outcome: 'notFlagged', probability: 0.03 },
  { bodyPart: null, outcome: 'failed', probability: null },
];
const summary = summariseFilms(films);

describe('probabilityChart', () => {
  it('draws a bar for each bin with films, as high as their share of the fullest', () => {
    const { bars, height, description } = probabilityChart(summary);
    expect(bars.map(({ words, height: high }) => [words, high])).toEqual([
      ['0.00 to 0.05: 2 films', 120],
      ['0.90 to 0.95: 1 film', 60],
    ]);
    expect(new Set(bars.map((bar) => bar.y + bar.height))).toEqual(new Set([height - 24]));
    expect(description).toContain('3 films with a score');
  });

  it('is the same as a table', () => {
    expect(probabilityChart(summary).table.rows).toEqual([
      ['0.00 to 0.05', '2'],
      ['0.90 to 0.95', '1'],
    ]);
  });
});

describe('bodyPartChart', () => {
  it('lays the outcomes of a part end to end, and says each in words', () => {
    const { bars, table, description } = bodyPartChart(summary);
    expect(bars.map(({ words }) => words)).toEqual([
      'HAND, fracture suspected: 1 film',
      'HAND, not flagged: 2 films',
      'not named, failed: 1 film',
    ]);
    expect(bars[1]!.x).toBeCloseTo(bars[0]!.x + bars[0]!.width);
    expect(bars[1]!.width).toBeCloseTo(2 * bars[0]!.width);
    expect(table).toEqual({
      head: ['Body part', 'fracture suspected', 'not flagged', 'failed', 'Films'],
      rows: [
        ['HAND', '1', '2', '0', '3'],
        ['not named', '0', '0', '1', '1'],
      ],
    });
    expect(description).toBe('HAND: 1 fracture suspected, 2 not flagged; not named: 1 failed');
  });

  it('stays within its picture, also with nothing to draw', () => {
    const { bars, width } = bodyPartChart(summary);
    expect(bars.every((bar) => bar.x + bar.width <= width)).toBe(true);
    expect(bodyPartChart(summariseFilms([])).bars).toEqual([]);
  });
});

describe('throughputChart', () => {
  it('says the mean, and leaves a gap where nothing came', () => {
    const { bars, description } = throughputChart([4, 0, 2], 10);
    expect([bars.length, description]).toEqual([2, '2.0 films per second on average over 30 s.']);
  });

  // 0.4 s in one span, 4.5 s in three, 75 s in five, and 40 spans of 15 minutes.
  it.each([
    [1, 0.4, ['0 s', '0.20 s', '0.40 s']],
    [3, 1.5, ['0 s', '2.3 s', '4.5 s']],
    [5, 15, ['0 s', '38 s', '75 s']],
    [40, 900, ['0 s', '5 h 0 min', '10 h 0 min']],
  ])('tells the times of %p spans of %p s apart', (spans, seconds, axis) => {
    const { texts } = throughputChart(
      Array.from({ length: spans }, () => 1),
      seconds,
    );
    expect(texts.slice(2).map(({ text }) => text)).toEqual(axis);
  });
});

describe('charts in German', () => {
  it('say bars, tables and descriptions in it', () => {
    const say = sayIn('de');
    const charts = [
      probabilityChart(summary, say),
      bodyPartChart(summary, say),
      throughputChart([4, 2], 10, say),
    ];
    expect(charts.map(({ title, description, bars }) => [title, description, bars[0]?.words])).toEqual([
      [
        'Aufnahmen nach Wahrscheinlichkeit',
        '3 Aufnahmen mit Rangwert, in 20 Klassen der Wahrscheinlichkeit von 0 bis 1.',
        '0,00 bis 0,05: 2 Aufnahmen',
      ],
      [
        'Ergebnisse nach Körperteil',
        'HAND: 1 Verdacht auf Fraktur, 2 nicht markiert; nicht angegeben: 1 gescheitert',
        'HAND, Verdacht auf Fraktur: 1 Aufnahme',
      ],
      [
        'Aufnahmen je Sekunde',
        'Im Mittel 3,0 Aufnahmen je Sekunde über 20 s.',
        '0 s bis 10 s: 4,0 Aufnahmen/s',
      ],
    ]);
  });
});
