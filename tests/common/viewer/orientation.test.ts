import { edgeLetters, lateralityMark } from '#common/viewer/orientation';

describe('edgeLetters', () => {
  // PS3.3 C.7.6.1.1.1: L\F means rows run towards the patient's left, columns towards the feet.
  it('names the edges that rows and columns run to, and their opposites', () => {
    expect(edgeLetters('L\\F')).toEqual({ top: 'H', right: 'L', bottom: 'F', left: 'R' });
    expect(edgeLetters('PL\\FA')).toEqual({ top: 'HP', right: 'PL', bottom: 'FA', left: 'AR' });
  });

  it.each([null, '', 'X\\Y', '<b>\\F>'])('says nothing it does not know (%s)', (orientation) => {
    expect(edgeLetters(orientation)).toMatchObject({ left: null, right: null });
  });
});

describe('lateralityMark', () => {
  it('shows sides and nothing else', () => {
    const marks = ['L', ' r ', 'B', 'U', null].map((imageLaterality) => lateralityMark({ imageLaterality }));
    expect(marks).toEqual(['L', 'R', 'B', null, null]);
  });
});
