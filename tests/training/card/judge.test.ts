import { countRegions } from '../../../training/card/judge.ts';
import { radiograph } from '../../support/radiographs.ts';

describe('countRegions', () => {
  it('counts a film for each part it shows', () => {
    const films = [
      radiograph('a', { bodyParts: ['HAND', 'SHOULDER'], fractured: true }),
      radiograph('b', { bodyParts: ['HAND'] }),
      radiograph('c', { bodyParts: ['LEG'], fractured: true }),
    ];
    expect(countRegions(films)).toEqual({
      HAND: { testImages: 2, testFractured: 1 },
      LEG: { testImages: 1, testFractured: 1 },
      SHOULDER: { testImages: 1, testFractured: 1 },
    });
  });
});
