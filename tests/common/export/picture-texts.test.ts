import { pictureCorners, secondReaderLines } from '#common/export/picture-texts';
import { usualCorners } from '#common/viewer/corner-layout';
import { sayEnglish } from '#common/words/say';
import { predicted } from '../../support/synthetic-results.ts';

describe('the texts of a saved picture', () => {
  it('name nobody, give no date and no free text, unless identity was asked for', () => {
    const { topLeft, topRight, bottomRight } = pictureCorners(usualCorners, false);
    expect([topLeft, topRight]).toEqual([[], []]);
    expect(bottomRight).toEqual(['modalityAndView', 'kvp', 'frameNumber', 'pixelSize', 'window']);
    expect(pictureCorners(usualCorners, true)).toBe(usualCorners);
  });

  it('call whatever the second reader says investigational', () => {
    const label = 'AI, investigational';
    expect(secondReaderLines(predicted(0.9, 'suspected'), 'model 1.2', sayEnglish)).toEqual([
      label,
      'fracture suspected 0.90',
      'model 1.2',
    ]);
    expect(secondReaderLines(null, null, sayEnglish)).toEqual([label, 'no result']);
  });
});
