import { hangInTwo } from '#common/hanging/hang-in-two';

const isOfStudy = (imageId: string): boolean => imageId.startsWith('now');

describe('hangInTwo', () => {
  it('parts two views from their prior, each pair in a window of its own', () => {
    const hanging = {
      layout: '2x2',
      images: ['now:PA', 'now:LL', 'before:PA', 'before:LL'],
      rest: [],
      notice: null,
    } as const;
    expect(hangInTwo(hanging, isOfStudy)).toEqual([
      { layout: '1x2', images: ['now:PA', 'now:LL'] },
      { layout: '1x2', images: ['before:PA', 'before:LL'] },
    ]);
  });

  it('gives the second window the views that found no pane, where no prior hangs', () => {
    const four = ['now:1', 'now:2', 'now:3', 'now:4'];
    const hanging = { layout: '2x2', images: four, rest: ['now:5', 'now:6', 'now:7'], notice: null } as const;
    expect(hangInTwo(hanging, isOfStudy)).toEqual([
      { layout: '2x2', images: four },
      { layout: '1x3', images: ['now:5', 'now:6', 'now:7'] },
    ]);
  });

  it('hangs no more than the largest layout has room for', () => {
    const rest = ['now:2', 'now:3', 'now:4', 'now:5', 'now:6'];
    const [, second] = hangInTwo({ layout: '1x1', images: ['now:1'], rest, notice: null }, isOfStudy);
    expect(second).toEqual({ layout: '2x2', images: rest.slice(0, 4) });
  });

  it('leaves the second window one empty pane, and the first its layout, where all found room', () => {
    const hanging = { layout: '1x2', images: ['now:PA', null], rest: [], notice: null } as const;
    expect(hangInTwo(hanging, isOfStudy)).toEqual([
      { layout: '1x2', images: ['now:PA', null] },
      { layout: '1x1', images: [null] },
    ]);
  });
});
