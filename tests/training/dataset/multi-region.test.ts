import { trainableMultiRegion, type MultiRegionFilm } from '../../../training/dataset/multi-region.ts';

function film(file: string, changed: Partial<MultiRegionFilm>): MultiRegionFilm {
  const rest = {
    path: file,
    fractured: true,
    source: 'multi-region',
    group: file,
    samplingGroup: file,
    split: 'train',
    inFracAtlas: null,
    bodyParts: [],
    boxes: null,
    hardware: null,
    views: null,
  } as const;
  return { file, ...rest, ...changed };
}

describe('trainableMultiRegion', () => {
  const names = (films: readonly MultiRegionFilm[], perGroup = 9): readonly string[] =>
    trainableMultiRegion({ films }, perGroup).map(({ file }) => file);

  it('takes the train split alone', () => {
    const films = [film('a', {}), film('b', { split: 'validation' }), film('c', { split: 'test' })];
    expect(names(films)).toEqual(['a']);
  });

  it('leaves a whole group out when one of its files is judged in FracAtlas', () => {
    const films = [
      film('turned', { group: '7' }),
      film('upright', { group: '7', split: 'train', inFracAtlas: 'test' }),
      film('trained', { group: '8', inFracAtlas: 'train' }),
    ];
    expect(names(films)).toEqual(['trained']);
  });

  it('takes no more of a group than it is told', () => {
    expect(
      names(
        ['a', 'b', 'c'].map((name) => film(name, { group: '1' })),
        2,
      ),
    ).toEqual(['a', 'b']);
  });
});
